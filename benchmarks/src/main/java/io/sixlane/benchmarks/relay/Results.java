package io.sixlane.benchmarks.relay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All samples of one run, by relay and column. */
final class Results {
    private static final List<Column> BULK =
            Stream.of(Column.values()).filter(c -> c.kind() == Column.Kind.BULK).toList();

    private static final List<Column> DATAGRAMS =
            Stream.of(Column.values())
                    .filter(column -> column.kind() == Column.Kind.DATAGRAMS)
                    .toList();

    private final Map<String, Map<Column, List<Sample>>> samples = new LinkedHashMap<>();

    private final Map<String, Map<Column, List<Calls>>> calls = new LinkedHashMap<>();

    void add(String peer, Column column, Sample sample) {
        samples.computeIfAbsent(peer, _ -> new EnumMap<>(Column.class))
                .computeIfAbsent(column, _ -> new ArrayList<>())
                .add(sample);
    }

    Set<String> peers() {
        return samples.keySet();
    }

    Spread value(String peer, Column column) {
        return spread(peer, List.of(column), Sample::value);
    }

    Spread p99Millis(String peer, Column column) {
        return spread(peer, List.of(column), Sample::p99Millis);
    }

    /**
     * This relay over another, each round of its own: what changes on the machine from round to
     * round drops out.
     */
    Spread ratio(String peer, String to, Column column, ToDoubleFunction<Sample> figure) {
        return Spread.of(ratios(peer, to, column, figure));
    }

    private List<Double> ratios(
            String peer, String to, Column column, ToDoubleFunction<Sample> figure) {
        var own = samples.getOrDefault(peer, Map.of()).getOrDefault(column, List.of());
        var others = samples.getOrDefault(to, Map.of()).getOrDefault(column, List.of());
        return IntStream.range(0, Math.min(own.size(), others.size()))
                .mapToObj(
                        round ->
                                figure.applyAsDouble(own.get(round))
                                        / figure.applyAsDouble(others.get(round)))
                .toList();
    }

    /** CPU seconds per 10⁹ bytes over all bulk columns. */
    Spread cpuPerGb(String peer) {
        return spread(peer, BULK, Sample::cpuPerUnit);
    }

    /** CPU seconds per million over all columns of datagrams. */
    Spread cpuPerDatagram(String peer) {
        return spread(peer, DATAGRAMS, Sample::cpuPerUnit);
    }

    Spread cpuPerShapedGb(String peer) {
        return spread(peer, List.of(Column.SHAPED), Sample::cpuPerUnit);
    }

    /** CPU seconds per 10,000 requests over kept connections. */
    Spread cpuPerRequest(String peer) {
        return spread(peer, List.of(Column.KA), Sample::cpuPerUnit);
    }

    /** CPU seconds per 10,000 connections. */
    Spread cpuPerConnection(String peer) {
        return spread(peer, List.of(Column.CL), Sample::cpuPerUnit);
    }

    /** Medians: the first-byte p99 through the relay less that without one, µs. */
    double firstByteAddedMicros(String peer) {
        return value(peer, Column.FB).median() - value("none", Column.FB).median();
    }

    /** Any figure of a column. */
    Spread of(String peer, Column column, ToDoubleFunction<Sample> figure) {
        return spread(peer, List.of(column), figure);
    }

    void add(String peer, Column column, Calls counted) {
        calls.computeIfAbsent(peer, _ -> new EnumMap<>(Column.class))
                .computeIfAbsent(column, _ -> new ArrayList<>())
                .add(counted);
    }

    /** All countings of a column; empty without any. */
    List<Calls> calls(String peer, Column column) {
        return List.copyOf(calls.getOrDefault(peer, Map.of()).getOrDefault(column, List.of()));
    }

    /** Medians of system calls per unit. */
    Spread callsPerUnit(String peer, Column column) {
        return Spread.of(calls(peer, column).stream().map(Calls::all).toList());
    }

    Spread switchesPerUnit(String peer, Column column) {
        return Spread.of(calls(peer, column).stream().map(Calls::switches).toList());
    }

    /** System calls per unit over those of the rival that needs fewest, counting by counting. */
    Interval callsRatio(String peer, List<String> rivals, Column column, long seed) {
        var own = calls(peer, column);
        var fewest =
                rivals.stream()
                        .filter(name -> callsPerUnit(name, column).exists())
                        .min(
                                Comparator.comparingDouble(
                                        name -> callsPerUnit(name, column).median()))
                        .map(name -> calls(name, column))
                        .orElse(List.of());
        return Interval.of(
                IntStream.range(0, Math.min(own.size(), fewest.size()))
                        .mapToObj(time -> own.get(time).all() / fewest.get(time).all())
                        .toList(),
                seed);
    }

    private Spread spread(String peer, List<Column> columns, ToDoubleFunction<Sample> figure) {
        var own = samples.getOrDefault(peer, Map.of());
        return Spread.of(
                columns.stream()
                        .flatMap(column -> own.getOrDefault(column, List.of()).stream())
                        .map(figure::applyAsDouble)
                        .toList());
    }
}
