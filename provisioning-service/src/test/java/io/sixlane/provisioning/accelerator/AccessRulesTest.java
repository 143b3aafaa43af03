package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.ACCELERATOR;
import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerChanged;
import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.AccessList.Kind;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddAccessPrefixes;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveAccessPrefix;
import io.sixlane.provisioning.decision.Rejection.ListenerNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.AccessPrefixNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.QuotaExceeded;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessRulesTest {
    private static final ListenerId WEB = new ListenerId("lsr-1");

    private static Listener with(AccessList... lists) {
        return new Listener(
                WEB,
                "web",
                Protocol.TCP,
                List.of(new PortRange(80, 80)),
                ClientAffinity.NONE,
                List.of(),
                64,
                20,
                List.of(lists),
                null);
    }

    private static AccessList list(Kind kind, String... prefixes) {
        return new AccessList(kind, List.of(prefixes));
    }

    @Test
    void the_first_entry_begins_a_list_and_everything_else_stays() {
        ACCELERATOR
                .given(created(1, 20), new ListenerAdded(with(list(Kind.DENY, "10.0.0.0/8"))))
                .when(new AddAccessPrefixes(WEB, Kind.ALLOW, List.of("2001:db8::/32")))
                .then(
                        accept(
                                new ListenerChanged(
                                        with(
                                                list(Kind.DENY, "10.0.0.0/8"),
                                                list(Kind.ALLOW, "2001:db8::/32")))));
        ACCELERATOR
                .given(created(1, 20), new ListenerAdded(listener("lsr-1", Protocol.TCP, 80, 80)))
                .when(new AddAccessPrefixes(WEB, Kind.DENY, List.of("10.0.0.0/8")))
                .then(
                        accept(
                                new ListenerChanged(
                                        new Listener(
                                                WEB,
                                                "web",
                                                Protocol.TCP,
                                                List.of(new PortRange(80, 80)),
                                                ClientAffinity.NONE,
                                                List.of(),
                                                null,
                                                null,
                                                List.of(list(Kind.DENY, "10.0.0.0/8")),
                                                null))));
    }

    @Test
    void lists_of_one_kind_become_one_in_the_place_of_the_first() {
        ACCELERATOR
                .given(
                        created(1, 20),
                        new ListenerAdded(
                                with(
                                        list(Kind.ALLOW, "10.0.0.0/8"),
                                        list(Kind.DENY, "10.1.0.0/16"),
                                        list(Kind.ALLOW, "10.0.0.0/8", "::/0"))))
                .when(new AddAccessPrefixes(WEB, Kind.ALLOW, List.of("11.0.0.0/8")))
                .then(
                        accept(
                                new ListenerChanged(
                                        with(
                                                list(
                                                        Kind.ALLOW,
                                                        "10.0.0.0/8",
                                                        "::/0",
                                                        "11.0.0.0/8"),
                                                list(Kind.DENY, "10.1.0.0/16")))));
    }

    @Test
    void existing_entries_change_nothing() {
        ACCELERATOR
                .given(created(1, 20), new ListenerAdded(with(list(Kind.ALLOW, "10.0.0.0/8"))))
                .when(new AddAccessPrefixes(WEB, Kind.ALLOW, List.of("10.0.0.0/8")))
                .then(accept());
    }

    @Test
    void entries_are_counted() {
        ACCELERATOR
                .given(
                        created(1, 20),
                        new ListenerAdded(
                                with(list(Kind.ALLOW, "::1/128", "::2/128", "::3/128", "::4/128"))))
                .when(new AddAccessPrefixes(WEB, Kind.DENY, List.of("10.0.0.0/8")))
                .then(reject(new QuotaExceeded("access-prefixes-per-listener", 4, 4)));
    }

    /** An empty ALLOW list admits no client; without one every client is admitted. */
    @Test
    void the_last_entry_of_an_allow_list_leaves_it_and_that_of_a_deny_list_takes_it_along() {
        ACCELERATOR
                .given(created(1, 20), new ListenerAdded(with(list(Kind.ALLOW, "10.0.0.0/8"))))
                .when(new RemoveAccessPrefix(WEB, Kind.ALLOW, "10.0.0.0/8"))
                .then(accept(new ListenerChanged(with(list(Kind.ALLOW)))));
        ACCELERATOR
                .given(created(1, 20), new ListenerAdded(with(list(Kind.DENY, "10.0.0.0/8"))))
                .when(new RemoveAccessPrefix(WEB, Kind.DENY, "10.0.0.0/8"))
                .then(accept(new ListenerChanged(with())));
    }

    @Test
    void an_entry_leaves_every_list_of_its_kind_and_no_other() {
        ACCELERATOR
                .given(
                        created(1, 20),
                        new ListenerAdded(
                                with(
                                        list(Kind.ALLOW, "10.0.0.0/8", "::/0"),
                                        list(Kind.DENY, "10.0.0.0/8"),
                                        list(Kind.ALLOW, "10.0.0.0/8"))))
                .when(new RemoveAccessPrefix(WEB, Kind.ALLOW, "10.0.0.0/8"))
                .then(
                        accept(
                                new ListenerChanged(
                                        with(
                                                list(Kind.ALLOW, "::/0"),
                                                list(Kind.DENY, "10.0.0.0/8")))));
    }

    @Test
    void refuses_what_is_not_there() {
        ACCELERATOR
                .given(created(1, 20), new ListenerAdded(with(list(Kind.DENY, "10.0.0.0/8"))))
                .when(new RemoveAccessPrefix(WEB, Kind.ALLOW, "10.0.0.0/8"))
                .then(reject(new AccessPrefixNotFound("lsr-1", Kind.ALLOW, "10.0.0.0/8")));
        ACCELERATOR
                .given(created(1, 20))
                .when(new AddAccessPrefixes(WEB, Kind.ALLOW, List.of("10.0.0.0/8")))
                .then(reject(new ListenerNotFound("lsr-1")));
    }
}
