//! Programs that this tool starts, each in a process group of its own, and how all of them are
//! stopped: those and nothing else.

use crate::progress::{Failure, Step};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::fs::{File, OpenOptions};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Process groups that still run. The first is the last to be stopped.
static GROUPS: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// Set by the first signal: from then on nothing that fails is news.
static STOPPING: AtomicBool = AtomicBool::new(false);

/// Stays here for good if a signal is stopping this process: its thread has the last word.
pub(crate) fn yield_to_signal() {
    while STOPPING.load(Ordering::SeqCst) {
        std::thread::sleep(Duration::from_secs(1));
    }
}

fn groups() -> std::sync::MutexGuard<'static, Vec<u32>> {
    GROUPS.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A started program. Dropping it does not stop it; [`stop_all`] does.
pub(crate) struct Running {
    child: Child,
}

impl Running {
    /// Starts `command` in its own group, output appended to `log` (or inherited without one).
    pub(crate) fn start(command: &mut Command, log: Option<&Path>) -> Result<Self, Failure> {
        let program = command.get_program().to_string_lossy().into_owned();
        let cannot = |error: std::io::Error| {
            Failure::new(format!("cannot start {program}: {error}"), "Install it and try again.")
        };
        if let Some(log) = log {
            let file = append(log).map_err(cannot)?;
            command.stdout(file.try_clone().map_err(cannot)?).stderr(file);
        }
        // The lock is held while the child starts, so that a signal cannot miss it.
        let mut groups = groups();
        let child = command.stdin(Stdio::null()).process_group(0).spawn().map_err(cannot)?;
        groups.push(child.id());
        Ok(Self { child })
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The outcome, if it has ended.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        let status = self.child.try_wait().ok().flatten()?;
        let id = self.child.id();
        groups().retain(|group| *group != id);
        Some(status)
    }

    /// Waits for the end and keeps `step` moving, with the log's last line beside it.
    pub(crate) async fn wait(&mut self, step: Option<&mut Step>, log: Option<&Path>) -> ExitStatus {
        let mut step = step;
        loop {
            if let Some(status) = self.ended() {
                return status;
            }
            if let Some(step) = step.as_deref_mut() {
                let detail = log.map(last_line).unwrap_or_default();
                step.tick(&detail);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Asks it to end, waits at most `patience`, then ends its whole group.
    pub(crate) fn stop(&mut self, patience: Duration) {
        let id = self.child.id();
        signal("TERM", &id.to_string());
        let start = Instant::now();
        while self.ended().is_none() {
            if start.elapsed() > patience {
                signal("KILL", &format!("-{id}"));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        signal("KILL", &format!("-{id}"));
    }
}

/// Runs `command` to its end as one visible step. `mend` is what to say when it fails.
pub(crate) async fn step(
    name: &str,
    command: &mut Command,
    log: &Path,
    shown: &str,
    mend: &str,
) -> Result<(), Failure> {
    let mut step = Step::start(name);
    let start = std::fs::metadata(log).map_or(0, |file| file.len());
    let mut running = match Running::start(command, Some(log)) {
        Ok(running) => running,
        Err(failure) => {
            step.failed();
            return Err(failure);
        }
    };
    let status = running.wait(Some(&mut step), Some(log)).await;
    if status.success() {
        step.done("");
        return Ok(());
    }
    step.failed();
    let text = read_from(log, start);
    Err(Failure::new(format!("{name}: {}", cause(&text)), format!("{mend} Log: {shown}")))
}

/// Waits for a signal in a thread of its own; then stops everything and leaves.
pub(crate) fn stop_on_signals() {
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
    std::thread::spawn(move || {
        let mut caught = signals.forever();
        if caught.next().is_some() {
            STOPPING.store(true, Ordering::SeqCst);
            println!("\nStopping …");
            std::thread::spawn(|| {
                stop_all();
                println!("Stopped.");
                std::process::exit(130);
            });
        }
        // A second signal does not wait for anybody.
        if caught.next().is_some() {
            for group in groups().iter() {
                signal("KILL", &format!("-{group}"));
            }
            std::process::exit(130);
        }
    });
}

/// Stops what is still running, the latest first.
pub(crate) fn stop_all() {
    loop {
        let Some(group) = groups().pop() else { return };
        signal("TERM", &format!("-{group}"));
        let start = Instant::now();
        // The local AWS writes its state before it ends.
        while alive(group) && start.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(50));
        }
        signal("KILL", &format!("-{group}"));
    }
}

/// Whether process `id` exists and is no zombie.
pub(crate) fn alive(id: u32) -> bool {
    match std::fs::read_to_string(format!("/proc/{id}/stat")) {
        Ok(stat) => !stat.rsplit(')').next().unwrap_or_default().trim_start().starts_with('Z'),
        Err(_) => signal("0", &id.to_string()),
    }
}

/// Sends a signal by way of kill(1): the system call itself would need unsafe code.
pub(crate) fn signal(name: &str, target: &str) -> bool {
    Command::new("kill")
        .args([&format!("-{name}"), "--", target])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn append(log: &Path) -> std::io::Result<File> {
    if let Some(folder) = log.parent() {
        std::fs::create_dir_all(folder)?;
    }
    OpenOptions::new().create(true).append(true).open(log)
}

fn read_from(log: &Path, start: u64) -> String {
    let bytes = std::fs::read(log).unwrap_or_default();
    let start = usize::try_from(start).unwrap_or_default().min(bytes.len());
    String::from_utf8_lossy(&bytes[start..]).into_owned()
}

fn last_line(log: &Path) -> String {
    use std::io::{Read, Seek, SeekFrom};
    let mut tail = Vec::new();
    if let Ok(mut file) = File::open(log) {
        let length = file.metadata().map_or(0, |file| file.len());
        let _ = file.seek(SeekFrom::Start(length.saturating_sub(400)));
        let _ = file.read_to_end(&mut tail);
    }
    String::from_utf8_lossy(&tail)
        .lines()
        .rev()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .map(|line| line.chars().filter(|c| !c.is_control()).collect())
        .unwrap_or_default()
}

/// The line of a log that most likely names the cause.
pub(crate) fn cause(text: &str) -> String {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let named = lines().find(|line| {
        let lower = line.to_ascii_lowercase();
        lower.starts_with("error") || lower.contains("error: ") || lower.contains("failed ")
    });
    let line = named.or_else(|| lines().next_back()).unwrap_or("it said nothing");
    line.chars().filter(|c| !c.is_control()).take(240).collect()
}

#[cfg(test)]
mod tests {
    use super::cause;

    #[test]
    fn the_cause_is_the_first_line_that_names_an_error() {
        assert_eq!(
            cause("Compiling a\nerror[E0425]: cannot find x\nmore"),
            "error[E0425]: cannot find x"
        );
        assert_eq!(cause("one\ntwo\n\n"), "two");
        assert_eq!(cause(""), "it said nothing");
    }
}
