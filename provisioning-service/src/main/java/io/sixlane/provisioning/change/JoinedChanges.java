package io.sixlane.provisioning.change;

import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.accelerator.ChangeDraft;
import io.sixlane.provisioning.change.ChangeGroups.Place;
import io.sixlane.provisioning.eventstore.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Changes of one accelerator that are appended together, and the answers to them. No answer is
 * given before that: each depends on the changes before it. Pure, but for the answers.
 */
final class JoinedChanges {
    /** Answers a place with the accelerators after each of the changes. */
    private record Answer(Place place, Consumer<List<AcceleratorImage>> answer) {}

    private final AcceleratorImage before;
    private final List<Answer> answers = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<AcceleratorImage> results = new ArrayList<>();

    /**
     * @param before the accelerator as it is stored
     */
    JoinedChanges(AcceleratorImage before) {
        this.before = before;
    }

    /** The accelerator after the changes so far; its head is not known yet. */
    AcceleratorImage image() {
        return results.isEmpty() ? before : results.getLast();
    }

    boolean isEmpty() {
        return answers.isEmpty();
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    void refused(Place place, Throwable reason) {
        answers.add(new Answer(place, _ -> place.refuse(reason)));
    }

    /** Adds a change that was decided on {@link #image}; false when it has to be appended alone. */
    boolean accepted(Place place, ChangeDraft draft) {
        var appends = draft.appends();
        if (!appends.isEmpty()) {
            var change = place.change().options().change(draft.occurredAt(), appends);
            if (!change.isOneStatement() || !(draft.after() instanceof AcceleratorImage after)) {
                return false;
            }
            changes.add(change);
            results.add(after);
        }
        var number = changes.size();
        answers.add(
                new Answer(
                        place,
                        images -> place.answer(number == 0 ? before : images.get(number - 1))));
        return true;
    }

    /** Answers when no change had to be appended. */
    void unchanged() {
        answers.forEach(answer -> answer.answer().accept(List.of()));
    }

    /**
     * Answers all.
     *
     * @param recorded the events of each change
     */
    void appended(List<List<RecordedEvent>> recorded) {
        var images = new ArrayList<AcceleratorImage>();
        for (var number = 0; number < results.size(); number++) {
            images.add((AcceleratorImage) results.get(number).at(recorded.get(number).getLast()));
        }
        answers.forEach(answer -> answer.answer().accept(images));
    }

    /** Answers all with the reason why nothing was appended. */
    void failed(Throwable reason) {
        answers.forEach(answer -> answer.place().refuse(reason));
    }
}
