/** Sign-in by an issuer of the operator's own (OpenID Connect). */
@NullMarked
package io.sixlane.identity.oidc;

import org.jspecify.annotations.NullMarked;
