package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Programs of the classic packet filter (numbers from linux/filter.h and linux/bpf_common.h). */
final class PacketProgram {
    /** {@code struct sock_filter}: code, two jumps, and a constant. */
    private static final int INSTRUCTION_BYTES = 8;

    /** {@code struct sock_fprog}: how many instructions, and where. */
    private static final int PROGRAM_BYTES = 16;

    private static final short LOAD_WORD = 0x20;
    private static final short JUMP_IF_EQUAL = 0x15;
    private static final short RETURN = 0x06;

    /** SKF_AD_OFF + SKF_AD_CPU: the processor that the program runs on. */
    private static final int PROCESSOR = -0x1000 + 36;

    private final MemorySegment instructions;
    private int next;

    private PacketProgram(MemorySegment instructions) {
        this.instructions = instructions;
    }

    /** Returns where its processor stands in {@code cpus}, and no place where it is not there. */
    static MemorySegment placeOfProcessor(Arena arena, int... cpus) {
        var count = 2 * cpus.length + 2;
        var program =
                new PacketProgram(
                        arena.allocate((long) count * INSTRUCTION_BYTES, ADDRESS.byteSize()));
        program.add(LOAD_WORD, 0, PROCESSOR);
        for (var place = 0; place < cpus.length; place++) {
            program.add(JUMP_IF_EQUAL, 1, cpus[place]);
            program.add(RETURN, 0, place);
        }
        program.add(RETURN, 0, -1);
        var whole = arena.allocate(PROGRAM_BYTES, ADDRESS.byteSize());
        whole.set(JAVA_SHORT, 0, (short) count);
        whole.set(ADDRESS, ADDRESS.byteSize(), program.instructions);
        return whole;
    }

    /**
     * @param jump instructions that are left out when a comparison is false
     */
    private void add(short code, int jump, int constant) {
        instructions.set(JAVA_SHORT, next, code);
        instructions.set(JAVA_BYTE, next + 3, (byte) jump);
        instructions.set(JAVA_INT, next + 4, constant);
        next += INSTRUCTION_BYTES;
    }
}
