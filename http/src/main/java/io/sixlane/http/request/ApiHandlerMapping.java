package io.sixlane.http.request;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.condition.NameValueExpression;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/** Finds the handler of a request and holds the request to its {@link RequestContract}. */
final class ApiHandlerMapping extends RequestMappingHandlerMapping {
    private static final String OWN = "io.sixlane.";

    /** A request of a method for the path of a handler. */
    private record Operation(RequestMappingInfo info, String method) {}

    private final List<TakenParameters> taken;

    /** Found once for each operation: handlers are registered before the first request. */
    private final Map<Operation, Set<String>> parameters = new ConcurrentHashMap<>();

    ApiHandlerMapping(List<TakenParameters> taken) {
        this.taken = List.copyOf(taken);
    }

    @Override
    protected void handleMatch(
            RequestMappingInfo info, HandlerMethod handler, ServerWebExchange exchange) {
        super.handleMatch(info, handler, exchange);
        if (!handler.getBeanType().getName().startsWith(OWN)) {
            return;
        }
        var declared = info.getProducesCondition().getProducibleMediaTypes();
        var produced = declared.isEmpty() ? Set.of(MediaType.APPLICATION_JSON) : declared;
        if (declared.isEmpty()) {
            exchange.getAttributes()
                    .put(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE, Set.copyOf(produced));
        }
        if (isOfApi(info)) {
            Roles.check(
                    Callers.of(exchange),
                    handler,
                    pattern(info),
                    exchange.getAttributeOrDefault(
                            HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of()));
        }
        var request = exchange.getRequest();
        RequestContract.check(
                request,
                handler,
                produced,
                parameters.computeIfAbsent(
                        new Operation(info, request.getMethod().name()), this::parameters));
    }

    @Override
    protected void registerHandlerMethod(
            Object handler, Method method, RequestMappingInfo mapping) {
        var registered = createHandlerMethod(handler, method);
        if (registered.getBeanType().getName().startsWith(OWN)
                && isOfApi(mapping)
                && Roles.least(registered).isEmpty()) {
            throw new IllegalStateException(
                    "%s needs a @LeastRole: it is an operation of the API".formatted(method));
        }
        super.registerHandlerMethod(handler, method, mapping);
    }

    private static boolean isOfApi(RequestMappingInfo info) {
        return pattern(info).startsWith(RequestContract.API);
    }

    private static String pattern(RequestMappingInfo info) {
        return info.getPatternsCondition().getPatterns().iterator().next().getPatternString();
    }

    /** Those of every handler of this path and method: one parameter may choose among them. */
    private Set<String> parameters(Operation operation) {
        var info = operation.info();
        var names = new HashSet<String>();
        getHandlerMethods()
                .forEach(
                        (other, handler) -> {
                            if (isSameOperation(info, other)) {
                                other.getParamsCondition().getExpressions().stream()
                                        .map(NameValueExpression::getName)
                                        .forEach(names::add);
                                for (var parameter : handler.getMethodParameters()) {
                                    name(parameter).ifPresent(names::add);
                                }
                            }
                        });
        var line = operation.method() + " " + pattern(info);
        taken.stream().map(more -> more.of(line)).forEach(names::addAll);
        return Set.copyOf(names);
    }

    private static boolean isSameOperation(RequestMappingInfo one, RequestMappingInfo other) {
        return one.getPatternsCondition().equals(other.getPatternsCondition())
                && one.getMethodsCondition().equals(other.getMethodsCondition());
    }

    private static Optional<String> name(MethodParameter parameter) {
        var annotation = parameter.getParameterAnnotation(RequestParam.class);
        if (annotation == null) {
            return Optional.empty();
        }
        if (!annotation.name().isEmpty()) {
            return Optional.of(annotation.name());
        }
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        return Optional.of(Objects.requireNonNull(parameter.getParameterName()));
    }
}
