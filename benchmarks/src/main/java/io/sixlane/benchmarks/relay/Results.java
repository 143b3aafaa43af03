package io.sixlane.benchmarks.relay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All samples of one run, by relay and column. */
final class Results {
    private static final List<Column> BULK =
            Stream.of(Column.values()).filter(c -> c.kind() == Column.Kind.BULK).toList();

    private final Map<String, Map<Column, List<Sample>>> samples = new LinkedHashMap<>();

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

    /** That of this relay to that of another, by each round and bulk column of both. */
    Spread cpuPerGbRatio(String peer, String to) {
        return Spread.of(
                BULK.stream()
                        .flatMap(column -> ratios(peer, to, column, Sample::cpuPerUnit).stream())
                        .toList());
    }

    /** CPU seconds per 10,000 connections. */
    Spread cpuPerConnection(String peer) {
        return spread(peer, List.of(Column.CL), Sample::cpuPerUnit);
    }

    /** Medians: the first-byte p99 through the relay less that without one, µs. */
    double firstByteAddedMicros(String peer) {
        return value(peer, Column.FB).median() - value("none", Column.FB).median();
    }

    /**
     * Medians of this relay over HAProxy's best of the same run; without those that were not
     * measured.
     */
    Map<String, Double> ratios(String peer) {
        var ratios = new LinkedHashMap<String, Double>();
        for (var column : Column.values()) {
            switch (column.kind()) {
                case BULK, REQUESTS, CONNECTIONS ->
                        put(
                                ratios,
                                column.label(),
                                peer,
                                name -> value(name, column).median(),
                                false);
                case FIRST_BYTE, IDLE -> {}
            }
        }
        put(ratios, "cpuPerGb", peer, name -> cpuPerGb(name).median(), true);
        put(ratios, "cpuPerConnection", peer, name -> cpuPerConnection(name).median(), true);
        put(ratios, "idleKb", peer, name -> value(name, Column.IDLE).median(), true);
        put(ratios, "firstByteP99", peer, this::firstByteAddedMicros, true);
        return ratios;
    }

    private void put(
            Map<String, Double> ratios,
            String name,
            String peer,
            ToDoubleFunction<String> figure,
            boolean cost) {
        var peers =
                samples.keySet().stream()
                        .filter(other -> other.startsWith("haproxy"))
                        .mapToDouble(figure)
                        .filter(Double::isFinite);
        var best = best(peers, cost);
        var own = figure.applyAsDouble(peer);
        if (Double.isFinite(own) && best > 0) {
            ratios.put(name, Math.round(own / best * 1_000) / 1_000.0);
        }
    }

    private static double best(DoubleStream figures, boolean cost) {
        return (cost ? figures.min() : figures.max()).orElse(Double.NaN);
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
