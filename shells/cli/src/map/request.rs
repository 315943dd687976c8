//! What a browser asks for, and what it is told: one page and nothing else. No path is ever looked up anywhere.

/// A longer head of a request is none of a browser's.
pub const MOST_HEAD: usize = 16 << 10;
const MOST_HEADERS: usize = 64;

/// What is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What it is.
    pub what: What,
    /// Whether the words are sent too, or the head alone.
    pub whole: bool,
}

/// What an answer can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The page.
    Page,
    /// There is no icon, and that is no fault.
    NoIcon,
    /// The request cannot be understood.
    Unclear,
    /// Another host is meant: a name of somebody else's that leads here, or a forwarded port.
    OtherHost,
    /// There is no such thing.
    Nothing,
    /// Neither GET nor HEAD.
    OtherMethod,
    /// The request did not come in time.
    Slow,
    /// The request is too long.
    TooLong,
}

impl What {
    /// The status, and what is said with it.
    pub const fn status(self) -> (&'static str, &'static str) {
        match self {
            What::Page => ("200 OK", ""),
            What::NoIcon => ("204 No Content", ""),
            What::Unclear => ("400 Bad Request", "This is no request that is understood here.\n"),
            What::OtherHost => (
                "403 Forbidden",
                "Only the address that `corridor map` printed is answered: 127.0.0.1 with its port.\n",
            ),
            What::Nothing => ("404 Not Found", "There is nothing here but the page at /.\n"),
            What::OtherMethod => ("405 Method Not Allowed", "Only GET and HEAD are answered here.\n"),
            What::Slow => ("408 Request Timeout", "The request did not come in time.\n"),
            What::TooLong => ("431 Request Header Fields Too Large", "The request is too long.\n"),
        }
    }
}

/// The answer to the head of a request, as far as it has come; none if more of it must come.
pub fn answer(head: &[u8], port: u16) -> Option<Answer> {
    let told = |what| Some(Answer { what, whole: true });
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(head) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) if head.len() >= MOST_HEAD => return told(What::TooLong),
        Ok(httparse::Status::Partial) => return None,
        Err(httparse::Error::TooManyHeaders) => return told(What::TooLong),
        Err(_) => return told(What::Unclear),
    }
    let (method, path) = (request.method.unwrap_or_default(), request.path.unwrap_or_default());
    let mut hosts = request.headers.iter().filter(|header| header.name.eq_ignore_ascii_case("host"));
    let what = match (hosts.next(), hosts.next()) {
        (Some(host), None) if is_here(host.value, port) => match (method, path.split('?').next()) {
            ("GET" | "HEAD", Some("/")) => What::Page,
            ("GET" | "HEAD", Some("/favicon.ico")) => What::NoIcon,
            ("GET" | "HEAD", _) => What::Nothing,
            _ => What::OtherMethod,
        },
        (Some(_), None) => What::OtherHost,
        (None, _) | (Some(_), Some(_)) => What::Unclear,
    };
    Some(Answer { what, whole: method != "HEAD" })
}

/// Whether a request means this server by the names that only this machine gives it. A page of the web whose own name
/// leads to 127.0.0.1 (DNS rebinding) could read the scenario otherwise.
fn is_here(host: &[u8], port: u16) -> bool {
    ["127.0.0.1", "localhost"].iter().any(|name| {
        // Browsers leave out the port that is usual.
        let here = format!("{name}:{port}");
        host.eq_ignore_ascii_case(here.as_bytes()) || port == 80 && host.eq_ignore_ascii_case(name.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(head: &str) -> Option<What> {
        answer(head.as_bytes(), 4567).map(|answer| answer.what)
    }

    fn get(path: &str) -> Option<What> {
        what(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:4567\r\n\r\n"))
    }

    #[test]
    fn there_is_one_page() {
        for path in ["/", "/?", "/?day=12&which=base"] {
            assert_eq!(get(path), Some(What::Page), "{path}");
        }
        assert_eq!(get("/favicon.ico"), Some(What::NoIcon));
        let elsewhere = [
            "/index.html",
            "/map.html",
            "//",
            "/.",
            "/..",
            "/../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/..%2fetc%2fpasswd",
            "/%00",
            "/\\..\\..\\windows\\win.ini",
            "/./",
            "/scenario.yml",
            "/favicon.ico/",
            "/Favicon.ico",
            "http://127.0.0.1:4567/",
            "http://example.org/",
            "file:///etc/passwd",
            "127.0.0.1:4567",
            "*",
            "etc/passwd",
        ];
        for path in elsewhere {
            assert_eq!(get(path), Some(What::Nothing), "{path}");
        }
    }

    #[test]
    fn only_this_server_is_meant() {
        let host = |host: &str| what(&format!("GET / HTTP/1.1\r\n{host}\r\n\r\n"));
        for here in ["Host: 127.0.0.1:4567", "host:localhost:4567", "HOST: LocalHost:4567", "Host:  127.0.0.1:4567  "] {
            assert_eq!(host(here), Some(What::Page), "{here}");
        }
        let others = [
            "evil.example:4567",
            "evil.example",
            "127.0.0.1",
            "localhost",
            "127.0.0.1:80",
            "127.0.0.1:4567.evil.example",
            "127.0.0.1.evil.example:4567",
            "localhost.:4567",
            "127.1:4567",
            "0.0.0.0:4567",
            "[::1]:4567",
            "user@127.0.0.1:4567",
            "127.0.0.1:04567",
            "127.0.0.1:4567, evil.example",
            "",
        ];
        for other in others {
            assert_eq!(host(&format!("Host: {other}")), Some(What::OtherHost), "{other}");
        }
        assert_eq!(host("Accept: */*"), Some(What::Unclear));
        assert_eq!(host("Host: 127.0.0.1:4567\r\nHost: 127.0.0.1:4567"), Some(What::Unclear));
        assert_eq!(host("X-Forwarded-Host: 127.0.0.1:4567\r\nHost: evil.example"), Some(What::OtherHost));
        // The usual port is not written.
        assert!(is_here(b"localhost", 80) && !is_here(b"localhost", 81));
    }

    #[test]
    fn only_get_and_head_are_answered() {
        let with = |method: &str| {
            let head = format!("{method} / HTTP/1.1\r\nHost: 127.0.0.1:4567\r\n\r\n");
            answer(head.as_bytes(), 4567).unwrap()
        };
        assert_eq!(with("GET"), Answer { what: What::Page, whole: true });
        assert_eq!(with("HEAD"), Answer { what: What::Page, whole: false });
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PATCH", "get", "PROPFIND", "X"] {
            assert_eq!(with(method).what, What::OtherMethod, "{method}");
        }
    }

    #[test]
    fn what_is_no_request_is_told() {
        let unclear = [
            "GET /\r\n",
            "\u{16}\u{3}\u{1}\u{2}",
            "GET / HTTP/2.0\r\n\r\n",
            "GET / FTP/1.1\r\n",
            "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        ];
        for head in unclear {
            assert_eq!(what(head), Some(What::Unclear), "{head}");
        }
        for begun in ["", "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: 127.0.0.1:4567\r\n", "\r\n\r\n"] {
            assert_eq!(what(begun), None, "{begun}");
        }
        let many = "A: b\r\n".repeat(MOST_HEADERS + 1);
        assert_eq!(what(&format!("GET / HTTP/1.1\r\n{many}\r\n")), Some(What::TooLong));
        assert_eq!(what(&format!("GET /{} ", "a".repeat(MOST_HEAD))), Some(What::TooLong));
        assert_eq!(answer(&[b'\n'; MOST_HEAD], 4567).map(|answer| answer.what), Some(What::TooLong));
    }

    /// Whatever comes, there is an answer or a wish for more.
    #[test]
    fn no_bytes_break_it() {
        let good = b"HEAD /favicon.ico?x HTTP/1.1\r\nHost: localhost:4567\r\nAccept: */*\r\n\r\n";
        for at in 0..good.len() {
            for byte in 0..=255_u8 {
                let mut bad = good.to_vec();
                bad[at] = byte;
                let _ = answer(&bad, 4567);
                let _ = answer(&bad[..at], 4567);
            }
        }
    }
}
