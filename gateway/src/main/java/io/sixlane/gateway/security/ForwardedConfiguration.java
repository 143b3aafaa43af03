package io.sixlane.gateway.security;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;

/** Behind a proxy that ends TLS. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "sixlane.gateway.tls", havingValue = "PROXY")
class ForwardedConfiguration {
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> forwardedHeaders(
            SecurityProperties security) {
        var handler = new ForwardedHeaders(security.proxies());
        return factory ->
                factory.addServerCustomizers(
                        server ->
                                server.doOnChannelInit(
                                        (_, channel, _) ->
                                                channel.pipeline()
                                                        .addAfter(
                                                                NettyPipeline.HttpCodec,
                                                                "forwardedHeaders",
                                                                handler)));
    }
}
