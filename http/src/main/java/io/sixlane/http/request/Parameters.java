package io.sixlane.http.request;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * How every service reads numbers and flags of a query: in one form each, in ASCII. Spring takes
 * other bases, spaces, any script's digits, and {@code yes}.
 */
@ControllerAdvice
final class Parameters {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    @InitBinder
    void readStrictly(WebDataBinder binder) {
        binder.registerCustomEditor(int.class, new Form(Parameters::number));
        binder.registerCustomEditor(boolean.class, new Form(Parameters::flag));
    }

    private static Integer number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a whole number");
        }
        return Integer.valueOf(text);
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static final class Form extends PropertyEditorSupport {
        private final Function<String, Object> reader;

        Form(Function<String, Object> reader) {
            this.reader = reader;
        }

        @Override
        public void setAsText(String text) {
            setValue(reader.apply(text));
        }
    }
}
