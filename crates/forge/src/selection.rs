//! What a scan looks at: named paths, what is staged, or what a branch changes.

use anyhow::Context;
use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use forge_model::{Language, Unknown, UnknownReason};
use forge_project::config::Config;
use forge_project::{Delta, EntryKind, Git, Project, Side, System};
use std::collections::BTreeMap;

/// One file to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// Its path in findings.
    pub(crate) name: String,
    /// Where its content is.
    pub(crate) content: Content,
    /// Id of its content before the change; only what is new since then counts.
    pub(crate) before: Option<String>,
    /// A person named this very file, so nothing but its kind keeps it from being looked at.
    pub(crate) named: bool,
    /// The directory that a person named, as it is called in findings; empty for the project.
    pub(crate) base: String,
}

/// Where the content of a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    /// On disk, at this absolute path.
    Disk(Utf8PathBuf),
    /// In the repository, under this id.
    Blob(String),
}

/// The files to look at, in order of their names, with what could not even be found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    /// The files, each once.
    pub(crate) targets: Vec<Target>,
    /// What is unknown already.
    pub(crate) unknowns: Vec<Unknown>,
    /// Every path that was named could be read.
    pub(crate) complete: bool,
}

/// What changed counts, rather than what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Change<'a> {
    /// The later state.
    pub(crate) side: Side,
    /// The revision whose history is compared with; without one, all findings of the files that differ from HEAD count.
    pub(crate) since: Option<&'a str>,
}

/// The project of the first of `paths`, or of the working directory without any.
///
/// # Errors
/// When the working directory cannot be resolved.
pub(crate) fn project_of(system: &dyn System, paths: &[Utf8PathBuf]) -> anyhow::Result<Project> {
    let current = system.current_directory().context("the working directory cannot be read")?;
    let first = paths.first().map(|path| current.join(path));
    let directory = first.and_then(|path| match system.entry(&path)? {
        EntryKind::Directory => Some(path),
        EntryKind::File | EntryKind::Other => path.parent().map(Utf8Path::to_owned),
    });
    Project::discover(system, directory.as_deref().unwrap_or(&current)).context("the directory to scan cannot be read")
}

/// The files at and below `paths`, or below the working directory without any.
pub(crate) fn of_paths(
    system: &dyn System,
    project: &Project,
    config: &Config,
    paths: &[Utf8PathBuf],
) -> anyhow::Result<Selection> {
    let current = system.current_directory().context("the working directory cannot be read")?;
    let here = [Utf8PathBuf::from(".")];
    let mut chosen = Chosen { targets: BTreeMap::new(), unknowns: Vec::new(), complete: true };
    for path in if paths.is_empty() { &here } else { paths } {
        let absolute = current.join(path);
        match system.entry(&absolute) {
            Some(EntryKind::File) => chosen.file(project, resolved(system, &absolute)),
            Some(EntryKind::Directory) => match system.canonical(&absolute) {
                Ok(directory) => chosen.directory(system, project, config, &directory),
                Err(error) => chosen.failed(path.as_str(), error.into()),
            },
            Some(EntryKind::Other) => chosen.failed(path.as_str(), forge_project::ReadError::NotAFile.into()),
            // The error says more than that nothing is there: links may lead in circles.
            None => {
                let error = system.canonical(&absolute).err().unwrap_or(forge_project::ReadError::NotFound);
                chosen.failed(path.as_str(), error.into());
            }
        }
    }
    let Chosen { targets, mut unknowns, complete } = chosen;
    unknowns.sort();
    unknowns.dedup();
    Ok(Selection { targets: targets.into_values().collect(), unknowns, complete })
}

/// The files that changed, of those at and below `paths` where there are any.
///
/// # Errors
/// When there is no repository, or git does not answer.
pub(crate) fn of_change(
    system: &dyn System,
    project: &Project,
    config: &Config,
    paths: &[Utf8PathBuf],
    change: Change<'_>,
) -> anyhow::Result<Selection> {
    let current = system.current_directory().context("the working directory cannot be read")?;
    let git = repository(system, project)?;
    let base = change.since.map(|revision| git.merge_base(revision)).transpose()?;
    let deltas = match (change.side, &base) {
        (Side::Index, None) => git.staged()?,
        (side, base) => git.compare(base.as_deref(), side)?,
    };
    let wanted: Vec<Utf8PathBuf> = paths.iter().map(|path| resolved(system, &current.join(path))).collect();

    let mut selection = Selection { complete: true, ..Selection::default() };
    for delta in deltas {
        let path = git.top().join(&delta.path);
        let is_wanted = wanted.is_empty() || wanted.iter().any(|wanted| path.starts_with(wanted));
        let name = project.name_of(&path);
        if !path.starts_with(project.root()) || !is_wanted || config.excludes(&name) {
            continue;
        }
        let Delta { old_blob, new_blob, conflict, .. } = delta;
        if conflict {
            let reason = UnknownReason::Unreadable("it is in conflict".to_owned());
            selection.unknowns.push(Unknown { path: name, reason });
            continue;
        }
        let content = match (change.side, new_blob) {
            (Side::Index, Some(blob)) => Content::Blob(blob),
            _ => Content::Disk(path),
        };
        let before = old_blob.filter(|_| base.is_some());
        selection.targets.push(Target { name, content, before, named: false, base: String::new() });
    }
    selection.targets.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(selection)
}

/// The repository of the project.
///
/// # Errors
/// When there is none, or git does not answer.
pub(crate) fn repository<'s>(system: &'s dyn System, project: &Project) -> anyhow::Result<Git<'s>> {
    let current = system.current_directory().ok().filter(|current| current.starts_with(project.root()));
    // In the process's own directory git's environment counts: in a hook it names the index to look at.
    let directory = current.as_deref().unwrap_or(project.root());
    Git::discover(system, directory)?.context("this is not a git repository, so there is no change to scan")
}

struct Chosen {
    targets: BTreeMap<String, Target>,
    unknowns: Vec<Unknown>,
    complete: bool,
}

impl Chosen {
    fn file(&mut self, project: &Project, path: Utf8PathBuf) {
        let name = project.name_of(&path);
        let target =
            Target { name: name.clone(), content: Content::Disk(path), before: None, named: true, base: String::new() };
        self.targets.insert(name, target);
    }

    fn directory(&mut self, system: &dyn System, project: &Project, config: &Config, directory: &Utf8Path) {
        let base = project.name_of(directory);
        let walk = system.walk(directory);
        for path in walk.files {
            let name = project.name_of(&path);
            if config.excludes(&name) {
                continue;
            }
            self.targets.entry(name.clone()).or_insert_with(|| Target {
                name,
                content: Content::Disk(path),
                before: None,
                named: false,
                base: base.clone(),
            });
        }
        for (path, error) in walk.errors {
            self.complete &= path != directory.as_str();
            let is_name = error == forge_project::ReadError::NotUtf8Path;
            // A directory may hold anything; a file with such a name only matters if it is of an analysed kind.
            if !is_name || Language::of_path(&path).is_some() {
                self.unknowns.push(Unknown { path: project.name_of(Utf8Path::new(&path)), reason: error.into() });
            }
        }
    }

    fn failed(&mut self, path: &str, reason: UnknownReason) {
        self.complete = false;
        self.unknowns.push(Unknown { path: path.to_owned(), reason });
    }
}

/// `path` without links and dots in its directory; its own name stays, so that a link is scanned by the name it has.
fn resolved(system: &dyn System, path: &Utf8Path) -> Utf8PathBuf {
    if system.entry(path) == Some(EntryKind::Directory) {
        return system.canonical(path).unwrap_or_else(|_| path.to_owned());
    }
    let ends_in_name = matches!(path.components().next_back(), Some(Utf8Component::Normal(_)));
    match (path.parent().map(|parent| system.canonical(parent)), path.file_name()) {
        (Some(Ok(parent)), Some(name)) if ends_in_name => parent.join(name),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use forge_project::{MemorySystem, config};

    fn names(selection: &Selection) -> Vec<&str> {
        selection.targets.iter().map(|target| target.name.as_str()).collect()
    }

    fn select(system: &MemorySystem, config: &str, paths: &[&str]) -> Selection {
        let paths: Vec<Utf8PathBuf> = paths.iter().map(Into::into).collect();
        let project = project_of(system, &paths).unwrap();
        of_paths(system, &project, &config::parse(config, &[]).unwrap(), &paths).unwrap()
    }

    fn shop() -> MemorySystem {
        MemorySystem::new("/w/shop/api")
            .with("/w/shop/.git/HEAD", "")
            .with("a.js", "")
            .with("lib/b.py", "")
            .with("../web/c.ts", "")
    }

    #[test]
    fn names_are_relative_to_the_project_wherever_one_stands() {
        assert_eq!(names(&select(&shop(), "", &[])), ["api/a.js", "api/lib/b.py"]);
        assert_eq!(names(&select(&shop(), "", &["../web", "./lib/../a.js"])), ["api/a.js", "web/c.ts"]);
        assert_eq!(names(&select(&shop(), "", &["..", "a.js", "."])), ["api/a.js", "api/lib/b.py", "web/c.ts"]);
    }

    #[test]
    fn what_was_named_is_known_to_be() {
        let selection = select(&shop(), "", &["lib", "a.js"]);
        let told: Vec<_> = selection.targets.iter().map(|it| (it.name.as_str(), it.named, it.base.as_str())).collect();
        assert_eq!(told, [("api/a.js", true, ""), ("api/lib/b.py", false, "api/lib")]);
        assert!(selection.complete);
    }

    #[test]
    fn the_configuration_excludes_unless_the_file_is_named() {
        let config = "[scan]\nexclude = [\"lib/\", \"*.js\"]\n";
        assert_eq!(names(&select(&shop(), config, &[".."])), ["web/c.ts"]);
        assert_eq!(names(&select(&shop(), config, &["lib/b.py"])), ["api/lib/b.py"]);
    }

    #[test]
    fn a_path_that_is_not_there_is_unknown() {
        let selection = select(&shop(), "", &["a.js", "gone.js"]);
        assert_eq!(names(&selection), ["api/a.js"]);
        assert!(!selection.complete);
        let reason = UnknownReason::Unreadable("no such file or directory".to_owned());
        assert_eq!(selection.unknowns, [Unknown { path: "gone.js".to_owned(), reason }]);
    }
}
