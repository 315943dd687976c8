//! The server as a browser, a prober and a broken client meet it: over sockets.

// Helpers of tests are tests too; clippy sees only the functions that are marked.
#![allow(clippy::unwrap_used)]

use std::sync::mpsc;

use super::*;

const BARE: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src blob:\">";

/// A server with a page, and its port.
fn server(page: &str) -> u16 {
    let server = Server::open(None, page.as_bytes().to_vec(), BARE).unwrap();
    let port = server.port();
    server.start();
    port
}

fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

/// Everything that comes back.
fn rest(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    // Whoever sends on and on may find the connection shut, after the answer.
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

fn send(port: u16, request: &str) -> String {
    let mut stream = connect(port);
    let _ = stream.write_all(request.as_bytes());
    rest(stream)
}

fn get(port: u16, path: &str) -> String {
    send(port, &format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: */*\r\n\r\n"))
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or(answer)
}

#[test]
fn the_page_is_served_with_a_strict_head() {
    let port = server("<p>the map</p>");
    let answer = get(port, "/");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert_eq!(body, "<p>the map</p>");
    let expected = [
        "HTTP/1.1 200 OK",
        "Content-Type: text/html; charset=utf-8",
        "Content-Length: 14",
        "Content-Security-Policy: default-src 'none'; img-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer",
        "Cross-Origin-Opener-Policy: same-origin",
        "Cross-Origin-Resource-Policy: same-origin",
        "Cache-Control: no-store",
        "Connection: close",
    ];
    assert_eq!(head.split("\r\n").collect::<Vec<_>>(), expected);
    let bare = send(port, &format!("HEAD / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"));
    assert_eq!(bare, format!("{head}\r\n\r\n"));
    let icon = get(port, "/favicon.ico");
    assert!(
        icon.starts_with("HTTP/1.1 204 No Content\r\n")
            && icon.ends_with("\r\n\r\n")
            && !icon.contains("Content-Length")
    );
}

#[test]
fn whatever_else_is_asked_is_refused_and_says_nothing_of_the_page() {
    let port = server("secret");
    let host = format!("Host: 127.0.0.1:{port}");
    let requests = [
        ("403", format!("GET / HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n")),
        ("403", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".to_owned()),
        ("400", "GET / HTTP/1.1\r\n\r\n".to_owned()),
        ("400", format!("GET / HTTP/1.1\r\n{host}\r\n{host}\r\n\r\n")),
        ("404", format!("GET /../etc/passwd HTTP/1.1\r\n{host}\r\n\r\n")),
        ("404", format!("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n{host}\r\n\r\n")),
        ("404", format!("GET // HTTP/1.1\r\n{host}\r\n\r\n")),
        ("404", format!("GET /Cargo.toml HTTP/1.1\r\n{host}\r\n\r\n")),
        ("404", format!("GET file:///etc/passwd HTTP/1.1\r\n{host}\r\n\r\n")),
        ("405", format!("POST / HTTP/1.1\r\n{host}\r\nContent-Length: 70000\r\n\r\n{}", "x".repeat(70_000))),
        ("405", format!("OPTIONS * HTTP/1.1\r\n{host}\r\n\r\n")),
        ("431", format!("GET / HTTP/1.1\r\n{host}\r\nCookie: {}\r\n\r\n", "x".repeat(100_000))),
        ("431", format!("GET /{} HTTP/1.1\r\n{host}\r\n\r\n", "x".repeat(100_000))),
        ("400", "\u{16}\u{3}\u{1} a handshake of TLS\r\n\r\n".to_owned()),
        ("400", "GET /\r\n".to_owned()),
    ];
    for (expected, request) in requests {
        let answer = send(port, &request);
        assert_eq!(status(&answer), expected, "{}", request.get(..80).unwrap_or(&request));
        assert!(
            !answer.contains("secret") && answer.contains("default-src 'none'; frame-ancestors 'none'"),
            "{answer}"
        );
    }
    assert!(send(port, &format!("DELETE / HTTP/1.1\r\n{host}\r\n\r\n")).contains("\r\nAllow: GET, HEAD\r\n"));
    let head = send(port, &format!("HEAD /x HTTP/1.1\r\n{host}\r\n\r\n"));
    assert!(status(&head) == "404" && head.ends_with("\r\n\r\n"), "{head}");
}

#[test]
fn a_request_may_come_letter_by_letter() {
    let port = server("the map");
    let mut stream = connect(port);
    for byte in format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").bytes() {
        stream.write_all(&[byte]).unwrap();
        stream.flush().unwrap();
        thread::sleep(Duration::from_millis(1));
    }
    assert!(rest(stream).ends_with("the map"));
}

/// One that comes half, one that goes away, and one that says nothing at all.
#[test]
fn who_is_slow_or_broken_stops_nobody() {
    let port = server("the map");
    let silent = connect(port);
    let mut half = connect(port);
    half.write_all(b"GET / HTTP/1.1\r\nHost: local").unwrap();
    for _ in 0..20 {
        let mut gone = connect(port);
        gone.write_all(b"GET / HT").unwrap();
        drop(gone);
        let gone = connect(port);
        gone.shutdown(Shutdown::Both).unwrap();
    }
    let begun = Instant::now();
    assert_eq!(status(&get(port, "/")), "200");
    assert!(begun.elapsed() < HEAD_TAKES / 2, "{:?}", begun.elapsed());
    // In the end they are let go.
    assert_eq!(status(&rest(half)), "408");
    assert_eq!(rest(silent), "");
}

#[test]
fn many_connections_keep_nobody_out() {
    let port = server("the map");
    let held: Vec<TcpStream> = (0..MOST_CONNECTIONS + 40).map(|_| connect(port)).collect();
    assert_eq!(status(&get(port, "/")), "200");
    // The oldest had to go.
    let begun = Instant::now();
    assert_eq!(rest(held.into_iter().next().unwrap()), "");
    assert!(begun.elapsed() < HEAD_TAKES / 2, "{:?}", begun.elapsed());
    let (told, answers) = mpsc::channel();
    for _ in 0..40 {
        let told = told.clone();
        thread::spawn(move || told.send(get(port, "/").ends_with("the map")).unwrap());
    }
    assert!(answers.iter().take(40).all(|whole| whole));
}

/// A page of many megabytes, taken slowly by one and quickly by another.
#[test]
fn a_large_page_comes_whole() {
    let page = "0123456789abcdef".repeat(400_000);
    let port = server(&page);
    let mut slow = connect(port);
    slow.write_all(format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").as_bytes()).unwrap();
    thread::sleep(Duration::from_millis(100));
    assert!(get(port, "/").ends_with(&page));
    assert!(rest(slow).ends_with(&page));
}

#[test]
fn two_servers_stand_side_by_side_and_a_port_is_held_by_one() {
    let (one, other) = (server("one"), server("other"));
    assert_ne!(one, other);
    assert!(get(one, "/").ends_with("one") && get(other, "/").ends_with("other"));
    // Each answers to its own address.
    assert_eq!(status(&send(one, &format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{other}\r\n\r\n"))), "403");
    let refused = Server::open(Some(one), Vec::new(), BARE);
    assert!(matches!(refused, Err(Failure::System(told)) if told.contains(&format!("Port {one} cannot be used"))));
}
