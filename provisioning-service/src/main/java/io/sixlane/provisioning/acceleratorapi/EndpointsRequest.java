package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.http.body.JsonFields;
import java.util.List;

/** All endpoints that a group shall have. */
record EndpointsRequest(List<EndpointRequest> endpoints) {
    static EndpointsRequest read(JsonFields fields) {
        return new EndpointsRequest(EndpointRequest.readAll(fields));
    }
}
