/** Accounts and their members. */
@NullMarked
package io.sixlane.identity.member;

import org.jspecify.annotations.NullMarked;
