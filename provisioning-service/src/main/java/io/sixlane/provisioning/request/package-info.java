/** Reading requests: the caller, the revision, and a body with all of its errors. */
@NullMarked
package io.sixlane.provisioning.request;

import org.jspecify.annotations.NullMarked;
