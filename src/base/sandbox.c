/* sandbox.c - see sandbox.h
 *
 * The reader may do what its list says and nothing else. The other roles need libraries of many habits (OpenSSL,
 * SQLite, the resolver), so that they may do everything but what their list says: nothing that starts a program,
 * looks into another process, changes the system, or opens a kind of socket that is not theirs.
 */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <seccomp.h>

#include <postigo/base/sandbox.h>

/* Under AddressSanitizer a process maps terabytes, reads /proc when it reports, and at its end stops itself with
 * ptrace to look for leaks. Such builds are for tests: they get the filter without what would break that. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#define FILE_MAX (128u << 20)	/* what a reader may write into one memfd */
#define DESCRIPTORS 65536
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static enum result
limit(int which, const char *name, rlim_t wanted, struct error *err)
{
	struct rlimit old, new;

	if (getrlimit(which, &old) != 0)
		return error_set(err, PERMFAIL, "getrlimit %s: %s", name, strerror(errno));
	new.rlim_max = new.rlim_cur = wanted < old.rlim_max ? wanted : old.rlim_max;
	if (setrlimit(which, &new) != 0)
		return error_set(err, PERMFAIL, "setrlimit %s: %s", name, strerror(errno));
	return DONE;
}

static enum result
set_limits(enum sandbox_kind kind, size_t memory_limit, struct error *err)
{
	enum result result = limit(RLIMIT_CORE, "core", 0, err);

	/* Not as low as it could be: the kernel counts the descriptors that are under way between all processes of a
	 * user against the sender's limit, and refuses to send (ETOOMANYREFS) beyond it. */
	if (result == DONE)
		result = limit(RLIMIT_NOFILE, "nofile", DESCRIPTORS, err);
	if (result == DONE && memory_limit > 0 && !SANITIZED)
		result = limit(RLIMIT_AS, "as", memory_limit, err);
	if (result == DONE && kind == SANDBOX_READER)
		result = limit(RLIMIT_FSIZE, "fsize", FILE_MAX, err);
	/* Writing beyond the limit then fails with EFBIG, where the signal would end the process. */
	signal(SIGXFSZ, SIG_IGN);
	return result;
}

/* Everything that the header of this build or the running kernel knows about files, whichever knows less. */
static uint64_t
landlock_rights(int abi)
{
	uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

	if (abi >= 2)
		rights |= UINT64_C(1) << 13;	/* moving between folders */
	if (abi >= 3)
		rights |= UINT64_C(1) << 14;	/* truncating */
	if (abi >= 5)
		rights |= UINT64_C(1) << 15;	/* ioctl on devices */
	return rights;
}

/* An empty set of rules: no path leads anywhere any more. A kernel without it has the filter alone. */
static enum result
enter_landlock(struct error *err)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

	if (abi < 1)
		return DONE;
	struct landlock_ruleset_attr attributes = { .handled_access_fs = landlock_rights((int)abi) };
	int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof(attributes), 0);
	if (rules < 0)
		return error_set(err, PERMFAIL, "Landlock: %s", strerror(errno));
	long entered = syscall(SYS_landlock_restrict_self, rules, 0);
	int number = errno;
	close(rules);
	return entered == 0 ? DONE : error_set(err, PERMFAIL, "Landlock: %s", strerror(number));
}

/* What a reader may call with whatever arguments; the rest is in allow_with_arguments(). */
static const int reader_calls[] = {
	/* memory */
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
	/* the descriptors that it holds or is given */
	SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(lseek),
	SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(ftruncate), SCMP_SYS(memfd_create), SCMP_SYS(recvmsg),
	SCMP_SYS(sendmsg), SCMP_SYS(poll), SCMP_SYS(ppoll),
	/* time */
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(nanosleep),
	SCMP_SYS(clock_nanosleep), SCMP_SYS(setitimer), SCMP_SYS(getitimer), SCMP_SYS(alarm), SCMP_SYS(getrusage),
	/* itself */
	SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(futex), SCMP_SYS(getrandom), SCMP_SYS(sigaltstack),
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall),
	SCMP_SYS(sched_yield), SCMP_SYS(exit), SCMP_SYS(exit_group),
};

/* What an ordinary reader has no use for, and one with AddressSanitizer has when it reports. */
static const int sanitizer_calls[] = {
	SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(newfstatat), SCMP_SYS(stat), SCMP_SYS(prctl),
	SCMP_SYS(sysinfo), SCMP_SYS(uname), SCMP_SYS(getdents64), SCMP_SYS(sched_getaffinity), SCMP_SYS(ptrace),
	SCMP_SYS(wait4), SCMP_SYS(clone), SCMP_SYS(getppid),
};

/* Programs: for nobody but the one that is there to start some, and they get all that it gave up. */
static const int program_calls[] = {
	SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(uselib),
};

/* What nobody may call; the rest is in forbid_with_arguments(). */
static const int forbidden_calls[] = {
	/* other processes */
	SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(process_madvise), SCMP_SYS(process_mrelease),
	SCMP_SYS(kcmp), SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_getfd), SCMP_SYS(pidfd_send_signal), SCMP_SYS(tkill),
	SCMP_SYS(rt_sigqueueinfo), SCMP_SYS(rt_tgsigqueueinfo), SCMP_SYS(migrate_pages), SCMP_SYS(move_pages),
	SCMP_SYS(perf_event_open), SCMP_SYS(lookup_dcookie),
	/* doors into the kernel, and around this filter */
	SCMP_SYS(userfaultfd), SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter),
	SCMP_SYS(io_uring_register), SCMP_SYS(modify_ldt), SCMP_SYS(iopl), SCMP_SYS(ioperm), SCMP_SYS(vm86),
	SCMP_SYS(vm86old), SCMP_SYS(fanotify_init),
	SCMP_SYS(name_to_handle_at), SCMP_SYS(personality), SCMP_SYS(vmsplice),
};

/* Nor may whatever a hook runs, which is a program like any other else. */
static const int system_calls[] = {
	SCMP_SYS(bpf), SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(keyctl), SCMP_SYS(open_by_handle_at),
	/* name spaces and mounts */
	SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(mount), SCMP_SYS(umount), SCMP_SYS(umount2), SCMP_SYS(move_mount),
	SCMP_SYS(open_tree), SCMP_SYS(fsopen), SCMP_SYS(fsconfig), SCMP_SYS(fsmount), SCMP_SYS(fspick),
	SCMP_SYS(mount_setattr), SCMP_SYS(pivot_root), SCMP_SYS(chroot),
	/* the machine */
	SCMP_SYS(kexec_load), SCMP_SYS(kexec_file_load), SCMP_SYS(init_module), SCMP_SYS(finit_module),
	SCMP_SYS(delete_module), SCMP_SYS(create_module), SCMP_SYS(reboot), SCMP_SYS(swapon), SCMP_SYS(swapoff),
	SCMP_SYS(acct), SCMP_SYS(quotactl), SCMP_SYS(quotactl_fd), SCMP_SYS(syslog), SCMP_SYS(sethostname),
	SCMP_SYS(setdomainname), SCMP_SYS(settimeofday), SCMP_SYS(stime), SCMP_SYS(clock_settime),
	SCMP_SYS(clock_adjtime), SCMP_SYS(adjtimex), SCMP_SYS(nfsservctl), SCMP_SYS(vhangup),
};

/* Conditions on a call's argument: compared with a number, or some of its bits with these. */
static struct scmp_arg_cmp
when(unsigned argument, enum scmp_compare how, uint64_t number)
{
	return (struct scmp_arg_cmp){ .arg = argument, .op = how, .datum_a = number };
}

static struct scmp_arg_cmp
when_bits(unsigned argument, uint64_t mask, uint64_t bits)
{
	return (struct scmp_arg_cmp){ .arg = argument, .op = SCMP_CMP_MASKED_EQ, .datum_a = mask, .datum_b = bits };
}

/* Adds a rule with n conditions; the first that fails is remembered in *failure and the rest left out. */
static void
rule(scmp_filter_ctx filter, int *failure, uint32_t action, int call, unsigned n, const struct scmp_arg_cmp *conditions)
{
	if (*failure == 0)
		*failure = seccomp_rule_add_array(filter, action, call, n, conditions);
	/* A call that this architecture does not have cannot be made. */
	if (*failure == -EDOM || *failure == -EFAULT)
		*failure = 0;
}

static void
rules(scmp_filter_ctx filter, int *failure, uint32_t action, const int *calls, size_t n)
{
	for (size_t i = 0; i < n; i++)
		rule(filter, failure, action, calls[i], 0, NULL);
}

static void
rule_if(scmp_filter_ctx filter, int *failure, uint32_t action, int call, struct scmp_arg_cmp condition)
{
	rule(filter, failure, action, call, 1, &condition);
}

static void
allow_with_arguments(scmp_filter_ctx filter, int *failure)
{
	static const int fcntl_commands[] = { F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GET_SEALS, F_ADD_SEALS };
	struct scmp_arg_cmp own_cpu_limit[] = { when(0, SCMP_CMP_EQ, 0), when(1, SCMP_CMP_EQ, RLIMIT_CPU) };
	struct scmp_arg_cmp own_limits_asked[] = { when(0, SCMP_CMP_EQ, 0), when(2, SCMP_CMP_EQ, 0) };
	const uint32_t allow = SCMP_ACT_ALLOW;

	/* Memory is to hold data, never instructions. */
	rule_if(filter, failure, allow, SCMP_SYS(mmap), when_bits(2, PROT_EXEC, 0));
	rule_if(filter, failure, allow, SCMP_SYS(mprotect), when_bits(2, PROT_EXEC, 0));
	for (size_t i = 0; i < COUNT(fcntl_commands); i++)
		rule_if(filter, failure, allow, SCMP_SYS(fcntl), when(1, SCMP_CMP_EQ, (uint64_t)fcntl_commands[i]));
	/* abort() ends with a signal to itself. */
	rule_if(filter, failure, allow, SCMP_SYS(tgkill), when(0, SCMP_CMP_EQ, (uint64_t)getpid()));
	/* A reader gives itself so much time for each mail. */
	rule(filter, failure, allow, SCMP_SYS(prlimit64), 2, own_cpu_limit);
	rule(filter, failure, allow, SCMP_SYS(prlimit64), 2, own_limits_asked);
	if (SANITIZED)
		rule_if(filter, failure, allow, SCMP_SYS(openat),
		    when_bits(2, O_ACCMODE | O_CREAT, O_RDONLY));
}

/* Sockets of every family but those that the role speaks. Families above the last one that we know by name are
 * refused as one; so are numbers with something in their upper half, which the kernel would not look at. */
static void
forbid_sockets(scmp_filter_ctx filter, int *failure, uint32_t deny, bool network)
{
	for (int family = 0; family <= AF_INET6; family++) {
		if (family == AF_UNIX || (network && (family == AF_INET || family == AF_INET6)))
			continue;
		rule_if(filter, failure, deny, SCMP_SYS(socket), when(0, SCMP_CMP_EQ, (uint64_t)family));
	}
	rule_if(filter, failure, deny, SCMP_SYS(socket), when(0, SCMP_CMP_GT, AF_INET6));
}

static void
forbid_with_arguments(scmp_filter_ctx filter, int *failure, uint32_t deny, bool alone)
{
	static const uint64_t name_spaces[] = { CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWIPC,
		CLONE_NEWUTS, CLONE_NEWCGROUP };

	for (size_t i = 0; i < COUNT(name_spaces); i++)
		rule_if(filter, failure, deny, SCMP_SYS(clone),
		    when_bits(0, name_spaces[i], name_spaces[i]));
	/* Its flags lie in memory, where no filter can look. "Not there" makes the C library use clone(). */
	rule(filter, failure, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0, NULL);
	/* A program has another number than we, and looks with kill() whether the holder of a lock is still there. */
	if (alone) {
		rule_if(filter, failure, deny, SCMP_SYS(kill), when(0, SCMP_CMP_NE, (uint64_t)getpid()));
		rule_if(filter, failure, deny, SCMP_SYS(tgkill), when(0, SCMP_CMP_NE, (uint64_t)getpid()));
	}
	rule_if(filter, failure, deny, SCMP_SYS(prlimit64), when(0, SCMP_CMP_NE, 0));
	/* Typing into the terminal of whoever started the daemon. */
	rule_if(filter, failure, deny, SCMP_SYS(ioctl), when_bits(1, UINT32_MAX, TIOCSTI));
	rule_if(filter, failure, deny, SCMP_SYS(ioctl), when_bits(1, UINT32_MAX, TIOCLINUX));
	if (!SANITIZED)
		rule(filter, failure, deny, SCMP_SYS(ptrace), 0, NULL);
}

static void
add_rules(scmp_filter_ctx filter, int *failure, enum sandbox_kind kind, uint32_t deny)
{
	if (kind == SANDBOX_READER) {
		rules(filter, failure, SCMP_ACT_ALLOW, reader_calls, COUNT(reader_calls));
		if (SANITIZED)
			rules(filter, failure, SCMP_ACT_ALLOW, sanitizer_calls, COUNT(sanitizer_calls));
		allow_with_arguments(filter, failure);
		return;
	}
	rules(filter, failure, deny, system_calls, COUNT(system_calls));
	if (kind == SANDBOX_HOOK)
		return;
	rules(filter, failure, deny, forbidden_calls, COUNT(forbidden_calls));
	if (kind != SANDBOX_CRYPT)
		rules(filter, failure, deny, program_calls, COUNT(program_calls));
	forbid_with_arguments(filter, failure, deny, kind != SANDBOX_CRYPT);
	forbid_sockets(filter, failure, deny, kind == SANDBOX_NETWORK);
}

static enum result
enter_seccomp(enum sandbox_kind kind, struct error *err)
{
	const uint32_t deny = SCMP_ACT_ERRNO(EACCES);
	scmp_filter_ctx filter = seccomp_init(kind == SANDBOX_READER ? deny : SCMP_ACT_ALLOW);
	int failure = 0;

	if (filter == NULL)
		return error_set(err, PERMFAIL, "seccomp: cannot begin a filter");
	/* A binary tree and not a chain: every call of a process goes through it. An old library does without. */
	(void)seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	add_rules(filter, &failure, kind, deny);
	if (failure == 0)
		failure = seccomp_load(filter);
	seccomp_release(filter);
	return failure == 0 ? DONE : error_set(err, PERMFAIL, "seccomp: %s", strerror(-failure));
}

enum result
sandbox_enter(enum sandbox_kind kind, size_t memory_limit, struct error *err)
{
	enum result result = set_limits(kind, memory_limit, err);

	if (result != DONE)
		return result;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return error_set(err, PERMFAIL, "no-new-privileges: %s", strerror(errno));
	/* Others of the same user cannot look into our memory then, nor can a core file. */
	if (!SANITIZED && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		return error_set(err, PERMFAIL, "not dumpable: %s", strerror(errno));
	if (kind == SANDBOX_READER && !SANITIZED)
		result = enter_landlock(err);
	return result == DONE ? enter_seccomp(kind, err) : result;
}
