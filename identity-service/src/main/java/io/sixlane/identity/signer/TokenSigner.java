package io.sixlane.identity.signer;

import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.identity.TokenClaims;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** Signs the tokens that services trust, which live for minutes. */
@Component
public class TokenSigner {
    private final JwtEncoder encoder;
    private final SignerProperties properties;
    private final InstantSource time;

    TokenSigner(JwtEncoder encoder, SignerProperties properties, InstantSource time) {
        this.encoder = encoder;
        this.properties = properties;
        this.time = time;
    }

    /**
     * A caller whose credentials were accepted.
     *
     * @param credential id of the API token or session
     * @param accelerator the only one that the caller may use; null for all of the account
     * @param clientAddress that the gateway saw; empty when it saw none
     */
    public record Accepted(
            String credential,
            String account,
            String member,
            Role role,
            @Nullable String accelerator,
            String clientAddress) {}

    public String sign(Accepted caller) {
        var now = time.instant();
        var claims =
                JwtClaimsSet.builder()
                        .issuer(TokenClaims.ISSUER)
                        .audience(List.of(TokenClaims.AUDIENCE))
                        .subject(caller.member())
                        .id(caller.credential())
                        .issuedAt(now)
                        .expiresAt(now.plus(properties.lifetime()))
                        .claim(TokenClaims.ACCOUNT, caller.account())
                        .claim(TokenClaims.ROLE, caller.role().name())
                        .claim(TokenClaims.CLIENT_ADDRESS, caller.clientAddress());
        var accelerator = caller.accelerator();
        if (accelerator != null) {
            claims.claim(TokenClaims.ACCELERATOR, accelerator);
        }
        return encoder.encode(
                        JwtEncoderParameters.from(
                                JwsHeader.with(SignatureAlgorithm.ES256).build(), claims.build()))
                .getTokenValue();
    }
}
