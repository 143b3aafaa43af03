package io.sixlane.configuration.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.Examples;
import io.sixlane.configuration.json.CanonicalJson;
import io.sixlane.configuration.json.ConfigurationJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventHashTest {
    private final List<RecordedEvent> stream = new ArrayList<>(Examples.acceleratorStream());

    @Test
    void accepts_what_was_chained_and_what_came_back_from_json() {
        var read =
                stream.stream()
                        .map(ConfigurationJson::write)
                        .map(json -> ConfigurationJson.read(json, RecordedEvent.class))
                        .toList();

        assertThat(EventHash.verify(stream)).isTrue();
        assertThat(EventHash.verify(read)).isTrue();
        assertThat(EventHash.verify(List.of())).isTrue();
    }

    @Test
    void is_the_same_of_the_json_as_it_was_found() {
        for (var recorded : Examples.recordedEvents()) {
            var tree = CanonicalJson.tree(ConfigurationJson.write(recorded));
            assertThat(EventHash.ofTree(tree)).isEqualTo(recorded.hash());

            tree.put("aMemberOfALaterVersion", 1);
            assertThat(EventHash.ofTree(tree)).isNotEqualTo(recorded.hash());
        }
    }

    /** As somebody else's SHA-256 and RFC 8785 have it: {@code printf '%s' … | sha256sum}. */
    @Test
    void is_the_sha_256_of_the_canonical_json_without_the_hash() {
        var found =
                """
                {"revision": 1.0, "hash": "", "\\u00f6": "A\\u0042", "b": {"\\ufb33": 1, "\\ud83d\\ude00": 2}}
                """;
        var tree = CanonicalJson.tree(found.getBytes(StandardCharsets.UTF_8));

        // {"b":{"U+1F600":2,"U+FB33":1},"revision":1,"U+00F6":"AB"}
        assertThat(EventHash.ofTree(tree))
                .isEqualTo("782b58c8e32f7df4a6cd89da03f139f6e0d61a55005d2f15223f2cdf9cf26993");
    }

    @Test
    void is_independent_of_the_order_and_spacing_of_the_json() {
        var tree = ConfigurationJson.mapper().valueToTree(stream.getFirst());
        var reversed = ConfigurationJson.mapper().createObjectNode();
        new ArrayList<>(tree.propertyNames())
                .reversed()
                .forEach(name -> reversed.set(name, tree.get(name)));
        var read =
                ConfigurationJson.read(
                        reversed.toPrettyString().getBytes(StandardCharsets.UTF_8),
                        RecordedEvent.class);

        assertThat(EventHash.of(read)).isEqualTo(stream.getFirst().hash());
    }

    @Test
    void shows_every_changed_byte_that_still_reads() {
        for (int i = 0; i < stream.size(); i++) {
            var json = ConfigurationJson.write(stream.get(i));
            var readable = 0;
            for (int at = 0; at < json.length; at++) {
                var changed = json.clone();
                changed[at] ^= 1;
                RecordedEvent read;
                try {
                    read = ConfigurationJson.read(changed, RecordedEvent.class);
                } catch (IllegalArgumentException e) {
                    continue;
                }
                readable++;
                var edited = new ArrayList<>(stream);
                edited.set(i, read);
                assertThat(EventHash.verify(edited))
                        .as(new String(changed, StandardCharsets.UTF_8))
                        .isFalse();
            }
            assertThat(readable).isGreaterThan(100);
        }
    }

    @Test
    void shows_a_dropped_event_unless_it_is_the_last() {
        for (int i = 0; i < stream.size() - 1; i++) {
            var shortened = new ArrayList<>(stream);
            shortened.remove(i);
            assertThat(EventHash.verify(shortened)).isFalse();
        }
    }

    @Test
    void shows_swapped_events() {
        for (int i = 0; i < stream.size() - 1; i++) {
            var swapped = new ArrayList<>(stream);
            Collections.swap(swapped, i, i + 1);
            assertThat(EventHash.verify(swapped)).isFalse();
        }
    }

    @Test
    void shows_a_repeated_event() {
        stream.add(3, stream.get(3));

        assertThat(EventHash.verify(stream)).isFalse();
    }

    @Test
    void shows_an_event_that_was_edited_and_hashed_again_unless_it_is_the_last() {
        for (int i = 0; i < stream.size() - 1; i++) {
            var old = stream.get(i);
            var edited = new ArrayList<>(stream);
            edited.set(
                    i,
                    EventHash.chain(
                            old.streamId(),
                            old.revision(),
                            old.eventId(),
                            old.occurredAt().plusSeconds(1),
                            old.actor(),
                            old.event(),
                            old.previousHash()));
            assertThat(EventHash.verify(edited)).isFalse();
        }
    }
}
