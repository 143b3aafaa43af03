package io.sixlane.http.database;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.ReactiveTransactionManager;

/** Transactions of every service that has a database. */
@AutoConfiguration(
        beforeName =
                "org.springframework.boot.r2dbc.autoconfigure.R2dbcTransactionManagerAutoConfiguration",
        afterName = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration")
@ConditionalOnClass(R2dbcTransactionManager.class)
class DatabaseAutoConfiguration {
    @Bean
    @ConditionalOnSingleCandidate(ConnectionFactory.class)
    ReactiveTransactionManager transactionManager(ConnectionFactory connections) {
        return new BegunTransactions(new R2dbcTransactionManager(connections));
    }
}
