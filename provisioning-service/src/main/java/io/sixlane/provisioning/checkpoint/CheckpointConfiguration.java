package io.sixlane.provisioning.checkpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.provisioning.worker.PatientStart;
import java.sql.SQLException;
import java.time.Clock;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes checkpoints as long as the application runs. */
@Configuration(proxyBeanMethods = false)
class CheckpointConfiguration {
    @Bean
    @DependsOnDatabaseInitialization
    CheckpointKey checkpointKey(CheckpointProperties properties) throws SQLException {
        return PatientStart.ask(
                () -> {
                    try (var table = CheckpointTable.open(properties)) {
                        return CheckpointKey.at(properties.keyFile(), table.isEmpty());
                    }
                });
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    @DependsOnDatabaseInitialization
    CheckpointWriter checkpointWriter(
            CheckpointProperties properties,
            CheckpointKey key,
            CheckpointState state,
            Clock clock,
            MeterRegistry meters) {
        return new CheckpointWriter(properties, key, state, clock, meters);
    }
}
