package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.address.IpAddress;
import io.sixlane.configuration.identity.Role;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Page;
import io.sixlane.provisioning.eventstore.AcceleratorLists;
import io.sixlane.provisioning.eventstore.AcceleratorLists.Listed;
import io.sixlane.provisioning.eventstore.AcceleratorLists.Slice;
import io.sixlane.provisioning.eventstore.AcceleratorSearch;
import io.sixlane.provisioning.eventstore.AcceleratorState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Lists of accelerators, whole or one line each. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping("/v1/accelerators")
class AcceleratorListController {
    private static final int LONGEST_PART = 128;
    private static final String WHOLE = "full";
    private static final String SUMMARY = "view=summary";

    private final AcceleratorLists lists;
    private final AcceleratorQueries queries;

    AcceleratorListController(AcceleratorLists lists, AcceleratorQueries queries) {
        this.lists = lists;
        this.queries = queries;
    }

    @GetMapping
    @Operation(operationId = "listAccelerators", summary = "List or find accelerators")
    Mono<Page<AcceleratorView>> page(
            Caller caller,
            @Parameter(
                            description =
                                    "A part of the id, the name or an accelerated address, in any"
                                            + " case, up to 128 characters.",
                            schema = @Schema(maxLength = LONGEST_PART))
                    @RequestParam(defaultValue = "")
                    String q,
            @Parameter(
                            description = "A region that it has, like cn-hongkong.",
                            schema = @Schema(maxLength = LONGEST_PART))
                    @RequestParam(defaultValue = "")
                    String region,
            @Parameter(
                            description = "How it stands.",
                            schema = @Schema(implementation = AcceleratorState.class))
                    @RequestParam(defaultValue = "")
                    String state,
            @Parameter(
                            description = "The order; - before it reverses it.",
                            schema = @Schema(pattern = ListOrder.WORDS, defaultValue = "id"))
                    @RequestParam(defaultValue = "id")
                    String sort,
            @Parameter(
                            description = "summary for a line of each, full for the whole.",
                            schema = @Schema(allowableValues = {"full", "summary"}))
                    @RequestParam(defaultValue = WHOLE)
                    String view,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String pageToken) {
        if (!view.equals(WHOLE)) {
            throw new MalformedRequestException("query parameter view must be full or summary");
        }
        var order = ListOrder.of(sort);
        return slice(search(caller, q, region, state, order), order, limit, pageToken)
                .flatMap(
                        slice ->
                                queries.views(slice.rows().stream().map(Listed::image).toList())
                                        .map(views -> page(views, slice, order)));
    }

    @GetMapping(params = SUMMARY)
    @Operation(operationId = "listAccelerators", summary = "List or find accelerators")
    Mono<Page<AcceleratorSummary>> summaries(
            Caller caller,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "id") String sort,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String pageToken) {
        var order = ListOrder.of(sort);
        return slice(search(caller, q, region, state, order), order, limit, pageToken)
                .map(
                        slice ->
                                page(
                                        slice.rows().stream().map(AcceleratorSummary::of).toList(),
                                        slice,
                                        order));
    }

    private Mono<Slice> slice(
            AcceleratorSearch search, ListOrder order, int limit, String pageToken) {
        return lists.page(search, order.after(pageToken), Page.checkedLimit(limit));
    }

    private static <T> Page<T> page(List<T> items, Slice slice, ListOrder order) {
        return Page.of(items, slice.more(), _ -> order.token(slice.rows().getLast().place()));
    }

    private static AcceleratorSearch search(
            Caller caller, String q, String region, String state, ListOrder order) {
        return new AcceleratorSearch(
                caller.account(),
                part(q),
                checked("region", region),
                state(state),
                order.sort(),
                order.descending());
    }

    /** An address in any of its forms is looked for in the one that is stored. */
    private static String part(String q) {
        return IpAddress.parse(checked("q", q)).map(IpAddress::toString).orElse(q);
    }

    private static @Nullable AcceleratorState state(String word) {
        return word.isEmpty()
                ? null
                : Arrays.stream(AcceleratorState.values())
                        .filter(state -> state.name().equals(word))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new MalformedRequestException(
                                                Arrays.stream(AcceleratorState.values())
                                                        .map(Enum::name)
                                                        .collect(
                                                                Collectors.joining(
                                                                        ", ",
                                                                        "query parameter state must"
                                                                                + " be one of ",
                                                                        ""))));
    }

    private static String checked(String parameter, String text) {
        if (text.length() > LONGEST_PART || text.indexOf(0) >= 0) {
            throw new MalformedRequestException(
                    "query parameter %s must be up to %s characters, without U+0000"
                            .formatted(parameter, LONGEST_PART));
        }
        return text;
    }
}
