package io.sixlane.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.http.body.JsonBody;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.RequestBodies;
import io.sixlane.http.problem.MalformedRequestException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.RegexPatternTypeFilter;

/**
 * A request's body: the first byte chooses the reader among all of the API, the rest is JSON. It is
 * refused with what is wrong in it, or what was read is text that a table takes.
 */
public final class BodyFuzz {
    private static final List<Function<JsonFields, ?>> READERS = List.copyOf(readers().values());

    private BodyFuzz() {}

    /** By the name of their schema. */
    static Map<String, Function<JsonFields, ?>> readers() {
        try (var context = new AnnotationConfigApplicationContext()) {
            var scanner = new ClassPathBeanDefinitionScanner(context, false);
            scanner.addIncludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*Bodies")));
            scanner.scan(BodyFuzz.class.getPackageName());
            context.refresh();
            var readers = new TreeMap<String, Function<JsonFields, ?>>();
            context.getBeansOfType(RequestBodies.class)
                    .values()
                    .forEach(bodies -> readers.putAll(bodies.readers()));
            return readers;
        }
    }

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var reader = READERS.get(Byte.toUnsignedInt(input[0]) % READERS.size());
        String read;
        try {
            read =
                    String.valueOf(
                            JsonBody.<Object>read(
                                    Arrays.copyOfRange(input, 1, input.length), reader::apply));
        } catch (MalformedRequestException e) {
            if (e.errors().isEmpty()) {
                throw new AssertionError("no error is named", e);
            }
            return;
        }
        if (read.indexOf('\0') >= 0 || !UTF_8.newEncoder().canEncode(read)) {
            throw new AssertionError(read);
        }
    }
}
