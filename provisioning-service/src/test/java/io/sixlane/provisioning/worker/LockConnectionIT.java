package io.sixlane.provisioning.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.provisioning.TestPlatform;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockConnectionIT {
    @ParameterizedTest
    @CsvSource({
        "tcp_keepalives_idle, 5",
        "tcp_keepalives_interval, 1",
        "tcp_keepalives_count, 3",
        "tcp_user_timeout, 8000",
        "application_name, sixlane-test"
    })
    void the_server_ends_the_session_of_a_vanished_machine(String setting, String value)
            throws SQLException {
        var url =
                "jdbc:postgresql://127.0.0.1:%s/%s"
                        .formatted(TestPlatform.postgresPort(), TestPlatform.newDatabase());
        try (var connection =
                        LockConnection.open(
                                url,
                                EmbeddedPostgres.USER,
                                TestPlatform.postgresPassword(),
                                "sixlane-test");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show " + setting)) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo(value);
        }
    }
}
