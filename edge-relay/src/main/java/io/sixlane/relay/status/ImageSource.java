package io.sixlane.relay.status;

/** Where the image that is served came from, as heartbeats report it. */
public enum ImageSource {
    NONE("none"),
    KAFKA("kafka"),
    DISK("disk");

    private final String word;

    ImageSource(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
