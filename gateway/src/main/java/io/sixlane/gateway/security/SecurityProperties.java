package io.sixlane.gateway.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The addresses and origins that are admitted.
 *
 * @param allowAnyAddress whether to listen where others than this machine reach it, although there
 *     is no sign-in yet
 * @param maxBody the largest request body
 */
@ConfigurationProperties("sixlane.gateway")
record SecurityProperties(
        @DefaultValue("false") boolean allowAnyAddress, @DefaultValue("1MB") DataSize maxBody) {}
