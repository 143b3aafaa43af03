package io.sixlane.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiJoinTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final OpenApiJoin join = new OpenApiJoin(JSON);

    @Test
    void keeps_what_is_public_and_nothing_else() {
        join.add(
                Upstream.CATALOG,
                json(
                        """
                        {"paths": {
                          "/v1/specifications": {"get": {"summary": "all of them"}},
                          "/v1/specifications/{code}": {"post": {"summary": "internal"}},
                          "/v1/orders": {"post": {"summary": "not the catalog's"}}}}
                        """));
        assertThat(join.document().get("paths"))
                .isEqualTo(
                        json(
                                """
                                {"/v1/specifications": {"get": {"summary": "all of them", "tags": ["catalog"]}}}
                                """));
    }

    @Test
    void a_schema_whose_name_is_taken_gets_a_longer_one_and_references_follow() {
        join.add(
                Upstream.CATALOG,
                json(
                        """
                        {"paths": {}, "components": {"schemas": {
                          "Page": {"type": "object"}, "Money": {"type": "string"}}}}
                        """));
        join.add(
                Upstream.PROVISIONING,
                json(
                        """
                        {"paths": {"/v1/accelerators": {"get": {
                            "one": {"$ref": "#/components/schemas/Page"},
                            "two": [{"$ref": "#/components/schemas/Money"}]}}},
                         "components": {"schemas": {
                            "Page": {"type": "array"}, "Money": {"type": "string"}}}}
                        """));
        var document = join.document();
        assertThat(document.at("/components/schemas"))
                .isEqualTo(
                        json(
                                """
                                {"Money": {"type": "string"},
                                 "provisioning.Page": {"type": "array"}}
                                """));
        assertThat(document.at("/paths/~1v1~1accelerators/get"))
                .isEqualTo(
                        json(
                                """
                                {"tags": ["accelerators"],
                                 "one": {"$ref": "#/components/schemas/provisioning.Page"},
                                 "two": [{"$ref": "#/components/schemas/Money"}]}
                                """));
    }

    @Test
    void names_the_services_that_are_missing() {
        join.addMissing(Upstream.METRICS);
        assertThat(join.document().get("x-missing-services")).isEqualTo(json("[\"metrics\"]"));
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
