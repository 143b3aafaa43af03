package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.http.body.JsonBody;
import io.sixlane.provisioning.accelerator.EndpointChange;
import io.sixlane.provisioning.accelerator.EndpointGroupChange;
import io.sixlane.provisioning.accelerator.ListenerChange;
import java.nio.charset.StandardCharsets;

/** Changes read from the bodies of PATCH requests, for tests of the rules they are judged by. */
public final class ChangeBodies {
    private ChangeBodies() {}

    /**
     * @param json with {@code '} for {@code "}
     */
    public static ListenerChange listener(String json) {
        return JsonBody.read(bytes(json), ListenerRequest::readChange);
    }

    /**
     * @param json with {@code '} for {@code "}
     */
    public static EndpointGroupChange endpointGroup(String json) {
        return JsonBody.read(bytes(json), EndpointGroupRequest::readChange);
    }

    /**
     * @param json with {@code '} for {@code "}
     */
    public static EndpointChange endpoint(String json) {
        return JsonBody.read(bytes(json), EndpointRequest::readChange);
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
