package io.sixlane.provisioning.history;

import java.util.List;

/** The difference between two revisions of an accelerator. */
record DifferenceView(long fromRevision, long toRevision, List<FieldView> changes) {}
