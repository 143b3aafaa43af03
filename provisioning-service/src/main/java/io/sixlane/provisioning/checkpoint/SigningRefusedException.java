package io.sixlane.provisioning.checkpoint;

/** The stored checkpoints are not those that were signed: nothing is signed after them. */
final class SigningRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SigningRefusedException(String message) {
        super(message);
    }
}
