"""origin.py ADDRESS PORT: an HTTP server that answers with its peer and, where there is one, the client of the PROXY header."""
import socket
import socketserver
import sys


class Answer(socketserver.StreamRequestHandler):
    def handle(self):
        proxy = None
        if self.request.recv(12, socket.MSG_PEEK).startswith(b"\r\n\r\n\0\r\nQUIT\n"):
            head = self.rfile.read(16)
            body = self.rfile.read(int.from_bytes(head[14:16], "big"))
            size, family = (16, socket.AF_INET6) if head[13] >> 4 == 2 else (4, socket.AF_INET)
            port = int.from_bytes(body[2 * size:2 * size + 2], "big")
            proxy = (socket.inet_ntop(family, body[:size]), port)
        while self.rfile.readline().strip():
            pass
        body = f"origin peer={self.client_address} proxy={proxy}\n".encode()
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


Server((sys.argv[1], int(sys.argv[2])), Answer).serve_forever()
