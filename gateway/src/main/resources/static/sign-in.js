// Signs in with the single-use token of the address, with a passkey, or at an issuer. The token is in the fragment, which is sent to no
// server; it is taken out of the address before it is used, so that it stays in no history.
const state = document.getElementById('state');
const ways = document.getElementById('ways');
const passkey = document.getElementById('passkey');

function offer(words) {
    state.textContent = words;
    ways.hidden = false;
    passkey.hidden = !window.PublicKeyCredential?.parseRequestOptionsFromJSON;
}

async function redeem(token) {
    const answer = await fetch('/login/ott', { method: 'POST', body: new URLSearchParams({ token }) });
    if (answer.ok) {
        location.replace('/');
    } else {
        offer(answer.status === 401 ? 'This link was used before, or is too old.' : 'Sign-in failed; try again in a moment.');
    }
}

async function signInWithPasskey() {
    const options = await (await fetch('/webauthn/authenticate/options', { method: 'POST' })).json();
    const credential = await navigator.credentials.get({
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
    });
    const answer = await fetch('/login/webauthn', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(credential.toJSON()),
    });
    if (!answer.ok) {
        throw new Error(`status ${answer.status}`);
    }
    location.replace('/');
}

passkey.addEventListener('click', () => {
    signInWithPasskey().catch(() => offer('The passkey was not accepted.'));
});

async function offerIssuer() {
    const { issuer } = await (await fetch('/login/ways')).json();
    document.getElementById('issuer-name').textContent = issuer ?? '';
    document.getElementById('issuer').hidden = !issuer;
}

/** Whether the address has a token. */
function tryLink() {
    const token = location.hash.slice(1);
    history.replaceState(null, '', location.pathname);
    if (token) {
        redeem(token).catch(() => offer('Sign-in failed; try again in a moment.'));
    }
    return token !== '';
}

// A link that is pasted into this tab changes the fragment alone, which loads nothing.
addEventListener('hashchange', tryLink);
const refused = location.search === '?refused';
if (!tryLink()) {
    offer(refused ? 'Your organization knows you, but no group of yours may use Sixlane.' : 'You are not signed in.');
    offerIssuer().catch(() => {});
}
