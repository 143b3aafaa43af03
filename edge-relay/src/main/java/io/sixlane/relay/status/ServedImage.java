package io.sixlane.relay.status;

import org.springframework.stereotype.Component;

/** The image that is served now. */
@Component
public final class ServedImage {
    private volatile ImageSource source = ImageSource.NONE;

    public void servedFrom(ImageSource source) {
        this.source = source;
    }

    public ImageSource source() {
        return source;
    }
}
