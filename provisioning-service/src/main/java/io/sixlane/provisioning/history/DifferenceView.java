package io.sixlane.provisioning.history;

import java.util.List;

/** What differs between the accelerator at two revisions. */
record DifferenceView(long fromRevision, long toRevision, List<FieldView> changes) {}
