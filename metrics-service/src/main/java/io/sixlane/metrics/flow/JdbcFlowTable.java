package io.sixlane.metrics.flow;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.relay.FlowRecord;
import io.sixlane.metrics.retention.ShortRemovals;
import java.net.InetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Flow records in PostgreSQL. */
@Repository
class JdbcFlowTable implements FlowTable {
    private final NamedParameterJdbcTemplate jdbc;

    JdbcFlowTable(DataSource dataSource) {
        jdbc = new NamedParameterJdbcTemplate(dataSource);
    }

    @Override
    @Transactional
    public void store(List<FlowRecord> flows) {
        jdbc.batchUpdate(
                """
                insert into flow (connection_id, relay_id, region, account, accelerator_id, revision,
                                  listener_id, protocol, client_address, client_port,
                                  accelerated_address, accelerated_port,
                                  endpoint_group_id, endpoint_group_region, endpoint_id,
                                  endpoint_address, endpoint_port, outgoing_address, outgoing_port,
                                  way, opened_at, closed_at, connect_micros, first_byte_micros,
                                  bytes_in, bytes_out, close_cause)
                values (cast(:connection as uuid), :relay, :region, :account, :accelerator, :revision,
                        :listener, :protocol, cast(:client as inet), :clientPort,
                        cast(:accelerated as inet), :acceleratedPort,
                        :group, :groupRegion, :endpoint,
                        cast(:endpointAddress as inet), :endpointPort,
                        cast(:outgoing as inet), :outgoingPort,
                        :way, :opened, :closed, :connect, :firstByte, :in, :out, :cause)
                on conflict (connection_id) do update
                set endpoint_group_id     = excluded.endpoint_group_id,
                    endpoint_group_region = excluded.endpoint_group_region,
                    endpoint_id           = excluded.endpoint_id,
                    endpoint_address      = excluded.endpoint_address,
                    endpoint_port         = excluded.endpoint_port,
                    outgoing_address      = excluded.outgoing_address,
                    outgoing_port         = excluded.outgoing_port,
                    way                   = excluded.way,
                    closed_at             = excluded.closed_at,
                    connect_micros        = excluded.connect_micros,
                    first_byte_micros     = excluded.first_byte_micros,
                    bytes_in              = excluded.bytes_in,
                    bytes_out             = excluded.bytes_out,
                    close_cause           = excluded.close_cause
                where flow.closed_at is null
                """,
                flows.stream().map(JdbcFlowTable::row).toArray(SqlParameterSource[]::new));
    }

    @Override
    public List<FlowRecord> behind(
            String account, InetAddress address, int port, Instant from, Instant to, int most) {
        return jdbc.query(
                """
                select translate(connection_id::text, '-', '') as connection, relay_id, region,
                       account, accelerator_id, revision, listener_id, protocol,
                       host(client_address) as client, client_port,
                       host(accelerated_address) as accelerated, accelerated_port,
                       endpoint_group_id, endpoint_group_region, endpoint_id,
                       host(endpoint_address) as endpoint, endpoint_port,
                       host(outgoing_address) as outgoing, outgoing_port,
                       way, opened_at, closed_at, connect_micros, first_byte_micros,
                       bytes_in, bytes_out, close_cause
                from flow
                where account = :account
                  and outgoing_address = cast(:address as inet)
                  and outgoing_port = :port
                  and opened_at <= :to
                  and (closed_at is null or closed_at >= :from)
                order by opened_at desc, connection_id
                limit :most
                """,
                new MapSqlParameterSource("account", account)
                        .addValue("address", address.getHostAddress())
                        .addValue("port", port)
                        .addValue("from", at(from))
                        .addValue("to", at(to))
                        .addValue("most", most),
                (row, _) -> flow(row));
    }

    @Override
    public int removeBefore(Instant moment) {
        return ShortRemovals.run(most -> before(moment, most), rows -> remove(rows, moment));
    }

    private List<UUID> before(Instant moment, int most) {
        return jdbc.queryForList(
                """
                select connection_id
                from flow
                where opened_at < :moment
                  and (closed_at is null or closed_at < :moment)
                limit :most
                """,
                new MapSqlParameterSource("moment", at(moment)).addValue("most", most),
                UUID.class);
    }

    private int remove(List<UUID> connections, Instant moment) {
        return jdbc.update(
                """
                delete from flow
                where connection_id in (:connections)
                  and opened_at < :moment
                  and (closed_at is null or closed_at < :moment)
                """,
                new MapSqlParameterSource("connections", connections)
                        .addValue("moment", at(moment)));
    }

    private static SqlParameterSource row(FlowRecord flow) {
        var reached = flow.reached();
        return new MapSqlParameterSource("connection", flow.connectionId())
                .addValue("relay", flow.relayId())
                .addValue("region", flow.region())
                .addValue("account", flow.account())
                .addValue("accelerator", flow.acceleratorId().text())
                .addValue("revision", flow.revision())
                .addValue("listener", flow.listenerId().text())
                .addValue("protocol", flow.protocol().name())
                .addValue("client", flow.clientAddress())
                .addValue("clientPort", flow.clientPort())
                .addValue("accelerated", flow.acceleratedAddress())
                .addValue("acceleratedPort", flow.acceleratedPort())
                .addValue("group", reached == null ? null : reached.endpointGroupId().text())
                .addValue("groupRegion", reached == null ? null : reached.endpointGroupRegion())
                .addValue("endpoint", reached == null ? null : reached.endpointId().text())
                .addValue("endpointAddress", reached == null ? null : reached.endpointAddress())
                .addValue("endpointPort", reached == null ? null : reached.endpointPort())
                .addValue("outgoing", reached == null ? null : reached.outgoingAddress())
                .addValue("outgoingPort", reached == null ? null : reached.outgoingPort())
                .addValue("way", reached == null ? null : String.join("\n", reached.way()))
                .addValue("opened", at(flow.openedAt()))
                .addValue("closed", flow.closedAt() == null ? null : at(flow.closedAt()))
                .addValue("connect", flow.connectMicros())
                .addValue("firstByte", flow.firstByteMicros())
                .addValue("in", flow.bytesIn())
                .addValue("out", flow.bytesOut())
                .addValue("cause", flow.closeCause());
    }

    private static FlowRecord flow(ResultSet row) throws SQLException {
        var closed = row.getObject("closed_at", OffsetDateTime.class);
        return new FlowRecord(
                row.getString("connection"),
                row.getString("relay_id"),
                row.getString("region"),
                row.getString("account"),
                new AcceleratorId(row.getString("accelerator_id")),
                row.getLong("revision"),
                new ListenerId(row.getString("listener_id")),
                Protocol.valueOf(row.getString("protocol")),
                row.getString("client"),
                row.getInt("client_port"),
                row.getString("accelerated"),
                row.getInt("accelerated_port"),
                reached(row),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                closed == null ? null : closed.toInstant(),
                row.getObject("connect_micros", Long.class),
                row.getObject("first_byte_micros", Long.class),
                row.getLong("bytes_in"),
                row.getLong("bytes_out"),
                row.getString("close_cause"));
    }

    private static FlowRecord.@Nullable Reached reached(ResultSet row) throws SQLException {
        return row.getString("endpoint_id") == null
                ? null
                : new FlowRecord.Reached(
                        new EndpointGroupId(row.getString("endpoint_group_id")),
                        row.getString("endpoint_group_region"),
                        new EndpointId(row.getString("endpoint_id")),
                        row.getString("endpoint"),
                        row.getInt("endpoint_port"),
                        row.getString("outgoing"),
                        row.getInt("outgoing_port"),
                        way(row));
    }

    private static List<String> way(ResultSet row) throws SQLException {
        return row.getString("way").lines().toList();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
