package io.sixlane.standalone;

/** Starts the parts of a stack. */
record Launches(Apps apps, StartArchives archives, Shores shores) {

    SupervisedPart.Launch of(Part part) {
        var app = apps.of(part);
        return new SupervisedPart.Launch() {
            @Override
            public ProcessBuilder process() {
                var builder = archives.process(part, app);
                builder.command().addAll(0, shores.prefix(part));
                return builder;
            }

            @Override
            public void endedBeforeReady() {
                archives.distrust(app);
            }
        };
    }
}
