package io.sixlane.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

class AcceptanceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    */*                                     | true
                    application/*                           | true
                    application/json;q=0.1                  | true
                    text/html, */*;q=0.1                    | true
                    application/*;q=0, application/json     | true
                    application/json;q=0                    | false
                    application/json;q=0, */*               | false
                    application/json;q=0.0, application/*   | false
                    application/*;q=0, */*                  | false
                    */*;q=0                                 | false
                    text/html, */*;q=0                      | false
                    text/plain                              | false
                    application/problem+json                | false
                    application/json;charset=UTF-8          | true
                    application/json;charset="utf-8"        | true
                    application/json;charset=utf-16         | false
                    application/json;charset=utf-16, */*    | true
                    """)
    void the_most_specific_range_decides_whether_json_is_accepted(String accept, boolean accepted) {
        assertThat(Acceptance.of(List.of(accept)).isAnyOf(List.of(MediaType.APPLICATION_JSON)))
                .isEqualTo(accepted);
    }
}
