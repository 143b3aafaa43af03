package io.sixlane.audit;

import io.sixlane.audit.Verification.Report;
import io.sixlane.audit.verify.Finding;
import java.io.PrintWriter;

/** The findings of a verification, for people. */
final class VerificationText {
    private static final int SHOWN = 20;

    private final PrintWriter out;

    VerificationText(PrintWriter out) {
        this.out = out;
    }

    void print(Report report) {
        out.printf(
                "%s: %s events of %s streams%s.%n",
                report.log(),
                report.events(),
                report.streams(),
                report.duplicates() == 0
                        ? ""
                        : ", %s of them more than once".formatted(report.duplicates()));
        out.println(
                report.checkpoint() == 0
                        ? "Checkpoints: none; a history that was hashed again would not show here."
                        : "Checkpoints: %s, covering %s events; signatures %s."
                                .formatted(
                                        report.checkpoint(),
                                        report.coveredEvents(),
                                        report.signaturesChecked()
                                                ? "checked"
                                                : "not checked (give --public-key)"));
        out.println(
                report.relayHeads() == 0
                        ? "Warning: 0 heads of relays compared; no witness covers what is newer"
                                + " than the last checkpoint (give --relays-file or --jdbc)."
                        : "Relays: %s heads compared.".formatted(report.relayHeads()));
        out.println(
                report.tableRows() == 0
                        ? "Table: not compared (give --jdbc)."
                        : "Table: %s rows compared.".formatted(report.tableRows()));
        if (report.findings().isEmpty()) {
            out.printf("%nNothing was changed, dropped or reordered.%n");
            if (!report.signaturesChecked()) {
                out.println(
                        "Without --public-key this proves no more than what the log itself holds.");
            }
            return;
        }
        out.printf("%nFirst finding%n");
        print(report.findings().getFirst());
        if (report.findings().size() > 1) {
            out.printf("%nAll %s findings%n", report.findings().size());
            report.findings().stream().limit(SHOWN).forEach(this::print);
        }
        if (report.findings().size() > SHOWN) {
            out.println("  … --json prints them all");
        }
    }

    private void print(Finding finding) {
        out.printf(
                "  %s %s%s in %s%s: %s%n",
                finding.kind(),
                finding.streamId(),
                finding.revision() == 0 ? "" : " revision " + finding.revision(),
                finding.source(),
                finding.position() < 0 ? "" : " at " + finding.position(),
                finding.sentence());
        if (finding.expected() != null) {
            out.printf("    expected %s%n", finding.expected());
        }
        if (finding.found() != null) {
            out.printf("    found    %s%n", finding.found());
        }
    }
}
