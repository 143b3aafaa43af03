package io.sixlane.relay.status;

import io.sixlane.configuration.image.ConfigurationImage;
import org.springframework.stereotype.Component;

/** The image that is served now, and where it came from. */
@Component
public final class ServedImage {
    private volatile ImageSource source = ImageSource.NONE;
    private volatile ConfigurationImage image = ConfigurationImage.EMPTY;

    public void serve(ConfigurationImage next, ImageSource from) {
        this.image = next;
        this.source = from;
    }

    public ImageSource source() {
        return source;
    }

    /** Empty before one is served. */
    public ConfigurationImage image() {
        return image;
    }
}
