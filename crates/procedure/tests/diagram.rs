//! Drawings of procedures: nothing lies on anything else, all that is written fits, and nothing is left out or told twice.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use kernel::Lang;
use procedure::{
    Anchor, Diagram, EdgeKind, Here, LABEL_SIZE, Lane, Line, NAME_SIZE, Node, Procedure, Room, Text,
    text_width,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A room of a page at a desk; a wider drawing would be shrunk.
const WIDEST: i32 = 1180;

fn procedures() -> Vec<Procedure> {
    ground::folders().iter().flat_map(|country| ground::law(country).procedures).collect()
}

/// Left, top, right, bottom.
type Area = (i32, i32, i32, i32);

fn area(node: &Node) -> Area {
    (node.x, node.y, node.x + node.width, node.y + node.height)
}

fn area_of(text: &Text, size: i32) -> Area {
    let width = text_width(&text.words, size);
    let left = if text.anchor == Anchor::Start { text.x } else { text.x - width };
    (left, text.y - size * 3 / 4, left + width, text.y + size / 5)
}

fn area_of_line(line: &Line) -> Area {
    let ((ax, ay), (bx, by)) = (line.from, line.to);
    (ax.min(bx), ay.min(by), ax.max(bx), ay.max(by))
}

/// Whether two areas share more than an edge. A line has no breadth, so it is counted inside what it runs through.
fn meet(a: Area, b: Area) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

fn inside(inner: Area, outer: Area) -> bool {
    inner.0 >= outer.0 && inner.1 >= outer.1 && inner.2 <= outer.2 && inner.3 <= outer.3
}

/// Pairs of different places in a list.
fn pairs<T>(all: &[T]) -> impl Iterator<Item = (&T, &T)> {
    all.iter().enumerate().flat_map(|(n, one)| all[n + 1..].iter().map(move |other| (one, other)))
}

/// What is wrong with where things stand.
fn faults(drawn: &Diagram, room: Room) -> Vec<String> {
    let mut faults = Vec::new();
    let whole = (0, 0, drawn.width, drawn.height);
    let crowded = pairs(&drawn.nodes).filter(|(a, b)| meet(area(a), area(b)));
    faults.extend(crowded.map(|(a, b)| format!("{} lies on {}", a.stage, b.stage)));
    let outside = drawn.nodes.iter().filter(|n| !inside(area(n), whole));
    faults.extend(outside.map(|n| format!("{} stands outside", n.stage)));
    for node in &drawn.nodes {
        let lines = node.lines.iter().chain(&node.mark).map(|t| area_of(t, NAME_SIZE));
        let written: Vec<Area> = lines.chain(node.stays.iter().map(|t| area_of(t, LABEL_SIZE))).collect();
        faults.extend(
            written.iter().filter(|t| !inside(**t, area(node))).map(|_| format!("{} overflows", node.stage)),
        );
        faults.extend(
            pairs(&written).filter(|(a, b)| meet(**a, **b)).map(|_| format!("{} is unreadable", node.stage)),
        );
    }
    faults.extend(faults_of_labels(drawn, room, whole));
    faults.extend(faults_of_lines(drawn));
    faults
}

/// In the wide drawing what stands at lines is outside of boxes, in the narrow one inside of one or over the first.
fn faults_of_labels(drawn: &Diagram, room: Room, whole: Area) -> Vec<String> {
    let mut faults = Vec::new();
    let labels: Vec<Area> =
        drawn.edges.iter().flat_map(|e| &e.labels).map(|t| area_of(t, LABEL_SIZE)).collect();
    for label in &labels {
        let met: Vec<&Node> = drawn.nodes.iter().filter(|n| meet(*label, area(n))).collect();
        let well = match (room, met.as_slice()) {
            (_, []) => inside(*label, whole),
            (Room::Narrow, [node]) => inside(*label, area(node)),
            _ => false,
        };
        if !well {
            faults.push(format!("a label lies wrong: {label:?} {:?}", met.first().map(|n| &n.stage)));
        }
    }
    faults.extend(
        pairs(&labels).filter(|(a, b)| meet(**a, **b)).map(|(a, b)| format!("labels meet: {a:?} {b:?}")),
    );
    let lines = || drawn.edges.iter().flat_map(|e| &e.lines).map(area_of_line);
    let struck = labels.iter().filter(|label| lines().any(|line| meet(**label, broad(line))));
    faults.extend(struck.map(|label| format!("a line runs through a label: {label:?}")));
    faults
}

/// A line with some breadth.
fn broad((left, top, right, bottom): Area) -> Area {
    (
        left - i32::from(left == right),
        top - i32::from(top == bottom),
        right + i32::from(left == right),
        bottom + i32::from(top == bottom),
    )
}

/// Lines are level or upright, run through no box, and those of two edges never lie on one another.
fn faults_of_lines(drawn: &Diagram) -> Vec<String> {
    let mut faults = Vec::new();
    for edge in &drawn.edges {
        for line in &edge.lines {
            if line.from.0 != line.to.0 && line.from.1 != line.to.1 {
                faults.push(format!("{} slants", edge.title()));
            }
            let line = area_of_line(line);
            let hit = drawn.nodes.iter().filter(|n| meet(broad(line), area(n)));
            faults.extend(hit.map(|n| format!("{} runs through {}", edge.title(), n.stage)));
        }
        for head in &edge.heads {
            let at = |n: &&Node| {
                let (left, top, right, bottom) = area(n);
                let (x, y) = head.at;
                (left..=right).contains(&x) && (top..=bottom).contains(&y)
            };
            let met: Vec<&str> = drawn.nodes.iter().filter(at).map(|n| n.stage.as_str()).collect();
            if met != [edge.to.as_deref().unwrap_or("")] {
                faults.push(format!("{} points at {met:?}", edge.title()));
            }
        }
    }
    for (one, other) in pairs(&drawn.edges) {
        for (a, b) in one.lines.iter().flat_map(|a| other.lines.iter().map(move |b| (a, b))) {
            let (a, b) = (area_of_line(a), area_of_line(b));
            let level = a.1 == a.3 && b.1 == b.3 && a.1 == b.1 && a.0 < b.2 && b.0 < a.2;
            let upright = a.0 == a.2 && b.0 == b.2 && a.0 == b.0 && a.1 < b.3 && b.1 < a.3;
            if level || upright {
                faults.push(format!("{} lies on {}: {a:?} {b:?}", one.title(), other.title()));
            }
        }
    }
    faults
}

/// Each stage is one box, each step is in one edge, and the edge goes from where to where the step does.
fn left_out(procedure: &Procedure, drawn: &Diagram, room: Room) -> Vec<String> {
    let mut faults = Vec::new();
    let boxes: Vec<&str> = drawn.nodes.iter().map(|n| n.stage.as_str()).collect();
    for stage in &procedure.stages {
        let times = boxes.iter().filter(|b| **b == stage.id).count();
        if times != 1 {
            faults.push(format!("stage {} stands {times} times", stage.id));
        }
    }
    for (number, step) in (1..).zip(procedure.all_steps()) {
        let edges: Vec<_> =
            drawn.edges.iter().filter(|e| e.steps.iter().any(|s| s.step == step.id)).collect();
        let [edge] = edges.as_slice() else {
            faults.push(format!("step {} stands {} times", step.id, edges.len()));
            continue;
        };
        let from: BTreeSet<&String> = edge.from.iter().collect();
        let opens = edge.kind == EdgeKind::Opens;
        let to = if opens { Some(&procedure.first_stage) } else { step.to.as_ref() };
        let told = edge.steps.iter().find(|s| s.step == step.id).unwrap();
        let same = (opens || from == step.from.iter().collect()) && edge.to.as_ref() == to;
        // The narrow drawing tells in words what the wide one draws.
        let seen = match (edge.kind, room) {
            (EdgeKind::Stays, _) => edge.lines.is_empty() && edge.labels.is_empty(),
            (_, Room::Wide) => !edge.lines.is_empty() && !edge.heads.is_empty() && !edge.labels.is_empty(),
            (_, Room::Narrow) => !edge.labels.is_empty(),
        };
        if !same || told.number != number || !seen {
            faults.push(format!("step {} is drawn as {edge:?}", step.id));
        }
    }
    if boxes.len() != procedure.stages.len() {
        faults.push("a box is no stage".to_owned());
    }
    faults
}

#[test]
fn every_procedure_of_every_state_is_drawn_whole_and_readable() {
    let (mut drawn, mut widest, mut highest) = (0, 0, 0);
    let mut faults_found = Vec::new();
    for procedure in procedures() {
        for (lang, room) in Lang::ALL.into_iter().flat_map(|l| Room::ALL.map(|r| (l, r))) {
            let diagram = procedure.diagram(lang, room, None);
            assert_eq!(diagram, procedure.diagram(lang, room, None), "{}", procedure.file);
            let found = faults(&diagram, room).into_iter().chain(left_out(&procedure, &diagram, room));
            faults_found.extend(found.map(|f| format!("{} {lang:?} {room:?}: {f}", procedure.file)));
            match room {
                Room::Wide => (widest, highest) = (widest.max(diagram.width), highest.max(diagram.height)),
                Room::Narrow => assert_eq!(diagram.width, 288),
            }
            drawn += 1;
        }
    }
    println!("{drawn} drawings, at most {widest} wide and {highest} high");
    assert!(faults_found.is_empty(), "{} faults:\n{}", faults_found.len(), faults_found.join("\n"));
    assert!(drawn >= 100 && widest <= WIDEST, "{drawn} drawings, {widest} wide");
}

#[test]
fn wherever_a_case_stands_one_box_says_so() {
    let words = "Aquí está el caso";
    for procedure in procedures() {
        for stage in &procedure.stages {
            for room in Room::ALL {
                let drawn = procedure.diagram(Lang::Es, room, Some(Here { stage: &stage.id, words }));
                let here: Vec<&Node> = drawn.nodes.iter().filter(|n| n.here).collect();
                let [node] = here.as_slice() else { panic!("{}: {}", procedure.file, stage.id) };
                assert_eq!(node.stage, stage.id);
                let said: Vec<&str> = node.mark.iter().map(|l| l.words.as_str()).collect();
                assert_eq!(said.join(" "), words);
                let found = faults(&drawn, room);
                assert!(found.is_empty(), "{} at {}: {found:?}", procedure.file, stage.id);
            }
        }
        let nowhere = procedure.diagram(Lang::Es, Room::Wide, Some(Here { stage: "nowhere", words }));
        assert_eq!(nowhere, procedure.diagram(Lang::Es, Room::Wide, None));
    }
}

#[test]
fn the_main_path_stands_left_and_remedies_and_ends_stand_outermost() {
    let law = ground::law("pan");
    let procedure = ground::asylum(&law);
    let drawn = procedure.diagram(Lang::Es, Room::Wide, None);
    let node = |stage: &str| drawn.nodes.iter().find(|n| n.stage == stage).unwrap();
    let path: Vec<&Node> = procedure.stages.iter().filter(|s| s.on_path).map(|s| node(&s.id)).collect();
    assert!(path.windows(2).all(|two| two[0].x == two[1].x && two[0].y < two[1].y));
    for (stage, lane) in [
        ("granted", Lane::Side),
        ("inadmissible", Lane::Side),
        ("abandonment_proposed", Lane::Side),
        ("inadmissibility_reconsideration", Lane::Beyond),
        ("refusal_confirmed", Lane::Beyond),
        ("recognised", Lane::Beyond),
        ("withdrawn", Lane::Beyond),
    ] {
        assert_eq!(node(stage).lane, lane, "{stage}");
    }
    let left =
        |lane: Lane| drawn.nodes.iter().filter(|n| n.lane == lane).map(|n| n.x).collect::<BTreeSet<_>>();
    assert!(left(Lane::Path) < left(Lane::Side) && left(Lane::Side) < left(Lane::Beyond));
    let edge = |step: &str| drawn.edges.iter().find(|e| e.steps.iter().any(|s| s.step == step)).unwrap();
    for (step, kind) in [
        ("file_claim", EdgeKind::Opens),
        ("hear_interview", EdgeKind::Onward),
        ("return_to_onpar", EdgeKind::Back),
        ("keep_open", EdgeKind::Back),
        ("file_appeal", EdgeKind::Remedy),
        ("request_guardian", EdgeKind::Stays),
    ] {
        assert_eq!(edge(step).kind, kind, "{step}");
    }
    assert!(edge("keep_open").gives_back && edge("keep_open").title().contains(" · "));
    let to_the_left = edge("return_to_onpar").lines.iter().map(|l| l.from.0.min(l.to.0)).min().unwrap();
    assert!(to_the_left < node("decision").x);
}

/// A law as nobody would write it: stages on and off the path, ended or not, and steps from anywhere to anywhere.
fn disordered(stages: &[(bool, bool)], steps: &[(Vec<usize>, Option<usize>, bool, bool)]) -> Procedure {
    let law = ground::law("pan");
    let mut procedure = ground::asylum(&law).clone();
    for (stage, (on_path, ended)) in procedure.stages.iter_mut().zip(stages) {
        (stage.on_path, stage.ended) = (*on_path, *ended);
    }
    procedure.stages.truncate(stages.len());
    let ids: Vec<String> = procedure.stages.iter().map(|s| s.id.clone()).collect();
    let id = |n: &usize| ids[n % ids.len()].clone();
    for (step, (from, to, remedy, gives_back)) in procedure.steps.iter_mut().zip(steps) {
        step.from = from.iter().map(id).collect::<BTreeSet<_>>().into_iter().collect();
        step.to = to.as_ref().map(id);
        step.remedy = *remedy;
        step.gives_back = gives_back.then(|| "left_at".to_owned());
    }
    procedure.steps.truncate(steps.len());
    procedure.first_stage = ids[0].clone();
    procedure
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_law_makes_a_drawing_in_which_things_lie_on_one_another(
        stages in proptest::collection::vec(any::<(bool, bool)>(), 1..27),
        steps in proptest::collection::vec(
            (proptest::collection::vec(0..27_usize, 1..6), proptest::option::weighted(0.8, 0..27_usize), any::<bool>(), any::<bool>()),
            0..48,
        ),
    ) {
        let procedure = disordered(&stages, &steps);
        for room in Room::ALL {
            let drawn = procedure.diagram(Lang::En, room, None);
            prop_assert_eq!(faults(&drawn, room), Vec::<String>::new());
            prop_assert_eq!(left_out(&procedure, &drawn, room), Vec::<String>::new());
        }
    }
}
