#!/usr/bin/env bash
# client-address.sh ADDRESS PORT [COMMAND...]: asks an accelerated address whose endpoint group sends PROXY headers, and whose
# origin is origin.py, which client it sees. Fails loudly unless that is this host's own address and port: Docker's proxy for
# published ports connects anew, and so does a NAT between client and relay. COMMAND runs curl elsewhere, for example in a
# container.
set -euo pipefail
address="$1" port="$2"
shift 2
answer="$("$@" curl -gsS --max-time 5 -w '\nfrom %{local_ip} %{local_port}\n' "http://[$address]:$port/")"
from="$(sed -n 's/^from //p' <<<"$answer")"
seen="$(sed -n "s/.*proxy=('\([^']*\)', \([0-9]*\)).*/\1 \2/p" <<<"$answer")"
if [ -z "$seen" ] || [ "$seen" != "$from" ]; then
    {
        echo "The origin does not see the client's address."
        echo "  the client is:       $from"
        echo "  the origin was told: ${seen:-nothing}"
        echo "Something between client and relay connects anew or rewrites addresses. Do not publish ports of relays"
        echo "(docker-proxy), and let clients reach relays without NAT; see docs/how-to/run-with-compose.md."
    } >&2
    exit 1
fi
echo "  the origin sees $seen, which is the client"
