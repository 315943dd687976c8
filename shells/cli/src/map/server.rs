//! A server of one page for this machine. Each connection has a thread, a limit of bytes and of time, and one answer.

use std::collections::VecDeque;
use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;

use super::page::policy;
use super::request::{Answer, MOST_HEAD, What, answer};

/// So many connections at once; the next one ends the oldest, so that nobody who holds many keeps others out.
const MOST_CONNECTIONS: usize = 64;
const STACK: usize = 256 << 10;
/// In how much time a request must be there, and an answer be taken.
const HEAD_TAKES: Duration = Duration::from_secs(5);
const ANSWER_TAKES: Duration = Duration::from_secs(60);
/// How long and how far what nobody reads is let come in after the answer: else the answer may be lost on its way.
const REST_TAKES: Duration = Duration::from_millis(500);
const MOST_REST: usize = 256 << 10;
const PIECE: usize = 64 << 10;

/// The page, and on which port it is served.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    served: Arc<Served>,
}

#[derive(Debug)]
struct Served {
    port: u16,
    page: Vec<u8>,
    policy: String,
}

impl Server {
    /// On a port, or on one that is free. `bare` is the page without a scenario, whose policy holds.
    pub fn open(port: Option<u16>, page: Vec<u8>, bare: &str) -> Result<Server, Failure> {
        let why = |error: std::io::Error| {
            Failure::System(match port {
                Some(port) => format!("Port {port} cannot be used: {error}. Without --port a free one is taken."),
                None => format!("No port of 127.0.0.1 can be used: {error}."),
            })
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0))).map_err(why)?;
        let port = listener.local_addr().map_err(why)?.port();
        Ok(Server { listener, served: Arc::new(Served { port, page, policy: policy(bare) }) })
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.served.port
    }

    /// The address for a browser.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port())
    }

    /// Answers whoever asks, until the program ends.
    pub fn start(self) {
        thread::spawn(move || self.answer_all());
    }

    fn answer_all(self) {
        let connections = Connections::default();
        for (number, stream) in (0_u64..).zip(self.listener.incoming()) {
            let Ok(stream) = stream else {
                // Too many files are open: it passes, and is not to be asked for without a pause.
                thread::sleep(Duration::from_millis(20));
                continue;
            };
            connections.enter(number, &stream);
            let (served, own) = (Arc::clone(&self.served), connections.clone());
            let thread = thread::Builder::new().stack_size(STACK).spawn(move || {
                // Whoever went away is told nothing.
                let _ = served.serve(stream);
                own.leave(number);
            });
            if thread.is_err() {
                connections.leave(number);
            }
        }
    }
}

/// Connections that are open, the oldest first.
#[derive(Clone, Debug, Default)]
struct Connections(Arc<Mutex<VecDeque<(u64, TcpStream)>>>);

impl Connections {
    fn enter(&self, number: u64, stream: &TcpStream) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.extend(stream.try_clone().ok().map(|stream| (number, stream)));
        if open.len() > MOST_CONNECTIONS
            && let Some((_, oldest)) = open.pop_front()
        {
            let _ = oldest.shutdown(Shutdown::Both);
        }
    }

    fn leave(&self, number: u64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|(own, _)| *own != number);
    }
}

impl Served {
    fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let Some(answer) = self.request(&mut stream)? else { return Ok(()) };
        let until = Instant::now() + ANSWER_TAKES;
        let (head, body) = self.reply(answer);
        for piece in [head.as_bytes(), body].into_iter().flat_map(|bytes| bytes.chunks(PIECE)) {
            stream.set_write_timeout(Some(left(until)?))?;
            stream.write_all(piece)?;
        }
        stream.shutdown(Shutdown::Write)?;
        let until = Instant::now() + REST_TAKES;
        let (mut rest, mut came) = ([0; 4096], 0);
        while came < MOST_REST {
            stream.set_read_timeout(Some(left(until)?))?;
            match stream.read(&mut rest)? {
                0 => break,
                many => came += many,
            }
        }
        Ok(())
    }

    /// What is asked; nothing if nobody asks: browsers open connections that they may need.
    fn request(&self, stream: &mut TcpStream) -> std::io::Result<Option<Answer>> {
        let until = Instant::now() + HEAD_TAKES;
        let (mut head, mut piece) = (Vec::new(), [0; 2048]);
        loop {
            if let Some(answer) = answer(&head, self.port) {
                return Ok(Some(answer));
            }
            let slow = Ok((!head.is_empty()).then_some(Answer { what: What::Slow, whole: true }));
            let Ok(left) = left(until) else { return slow };
            stream.set_read_timeout(Some(left))?;
            let room = MOST_HEAD.saturating_sub(head.len()).min(piece.len());
            match stream.read(&mut piece[..room]) {
                Ok(0) => return Ok(None),
                Ok(many) => head.extend_from_slice(&piece[..many]),
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => return slow,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The head of an answer, and its body.
    fn reply(&self, Answer { what, whole }: Answer) -> (String, &[u8]) {
        let (status, words) = what.status();
        let is_page = what == What::Page;
        let body = if is_page { self.page.as_slice() } else { words.as_bytes() };
        let kind = if is_page { "text/html" } else { "text/plain" };
        let policy = if is_page { self.policy.as_str() } else { "default-src 'none'; frame-ancestors 'none'" };
        let mut head = format!("HTTP/1.1 {status}\r\n");
        let size = body.len().to_string();
        let headers = [
            ("Content-Type", format!("{kind}; charset=utf-8")),
            ("Content-Length", size),
            ("Content-Security-Policy", policy.to_owned()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
            ("Referrer-Policy", "no-referrer".to_owned()),
            ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
            ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
            ("Cache-Control", "no-store".to_owned()),
            ("Connection", "close".to_owned()),
        ];
        // 204 says by itself that there is nothing.
        for (name, value) in headers.iter().filter(|(name, _)| what != What::NoIcon || !name.starts_with("Content-")) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if what == What::OtherMethod {
            head.push_str("Allow: GET, HEAD\r\n");
        }
        head.push_str("\r\n");
        (head, if whole { body } else { &[] })
    }
}

/// The time until then, if there is any.
fn left(until: Instant) -> std::io::Result<Duration> {
    let left = until.saturating_duration_since(Instant::now());
    if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(left) }
}

#[cfg(test)]
mod tests;
