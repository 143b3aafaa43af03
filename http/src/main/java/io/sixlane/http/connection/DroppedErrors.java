package io.sixlane.http.connection;

import io.sixlane.http.problem.RefusedException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import reactor.core.publisher.Hooks;

/**
 * Logs the errors that reach Reactor after the end of what they belong to. A request whose body
 * breaks off after its answer began, or whose client left, ends with one: the client's doing, so
 * that it takes neither a stack trace nor the level of a fault.
 */
final class DroppedErrors implements InitializingBean, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(DroppedErrors.class);

    @Override
    public void afterPropertiesSet() {
        Hooks.onErrorDropped(DroppedErrors::log);
    }

    @Override
    public void destroy() {
        Hooks.resetOnErrorDropped();
    }

    private static void log(Throwable error) {
        if (error instanceof RefusedException || error instanceof IOException) {
            log.atDebug()
                    .addKeyValue("cause", error.getMessage())
                    .log("refusal dropped with its request");
        } else {
            log.atWarn().setCause(error).log("error after the end of a request");
        }
    }
}
