package io.sixlane.benchmarks.ocean;

import java.util.List;

/** The conditions of the public path and the backbone, the same in both directions. */
enum Profile {
    A("public 75 ms, 1 % loss; backbone 60 ms", "delay=75ms loss=1%", "delay=60ms"),
    B(
            "public 75 ms, 1 % loss; backbone 70 ms, 0.5 % loss",
            "delay=75ms loss=1%", "delay=70ms loss=0.5%"),
    C("public and backbone 75 ms, 1 % loss", "delay=75ms loss=1%", "delay=75ms loss=1%"),
    D(
            "public 75 ms, 1 % loss; backbone 60 ms, cut at 20 s; by a third relay 25 + 55 ms",
            "delay=75ms loss=1%", "delay=60ms"),
    E("public and backbone 10 ms, no loss", "delay=10ms", "delay=10ms"),
    F(
            "public 75 ms, backbone 60 ms, each ± 20 ms and 1 % loss",
            "delay=75ms jitter=20ms loss=1%", "delay=60ms jitter=20ms loss=1%");

    /** Every link has a queue of 1,000 packets: 120 ms, a bandwidth-delay product. */
    private static final String WIDTH = " rate=100mbit queue=1000p";

    private final String description;
    private final String publicPath;
    private final String backbone;

    Profile(String description, String publicPath, String backbone) {
        this.description = description;
        this.publicPath = publicPath + WIDTH;
        this.backbone = backbone + WIDTH;
    }

    String description() {
        return description;
    }

    String publicPath() {
        return publicPath;
    }

    String backbone() {
        return backbone;
    }

    /** The link from the ingress to a third relay. */
    String west() {
        return "delay=25ms" + WIDTH;
    }

    /** The link from a third relay to the egress. */
    String east() {
        return "delay=55ms" + WIDTH;
    }

    /** The rows that this profile distinguishes. */
    List<Row> rows() {
        return switch (this) {
            case A, B, C -> List.of(Row.values());
            case E -> List.of(Row.DIRECT, Row.SIXLANE_ONE, Row.SIXLANE_WARM, Row.SIXLANE_AUTO);
            case D, F -> List.of(Row.DIRECT, Row.SIXLANE_AUTO);
        };
    }
}
