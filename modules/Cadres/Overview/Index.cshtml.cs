using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Overview;

/// <summary>干部综合页: what the capabilities know of one cadre, each block for those who may see it; what is guarded says that it is there and is opened where it stands.</summary>
[Needs("cadres.files.read")]
public sealed class IndexModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Person(Guid Id, string Name, string? PostTitle, string? UnitName, DateOnly? BirthOn, DateOnly? PostBeganOn, string? Rewards, string LocalityPath, string Sex, string? Nation, string? NativePlace, string? Politics, DateOnly? PartyJoinedOn, DateOnly? WorkBeganOn, string? Level, DateOnly? LevelBeganOn, string? Rank, DateOnly? RankBeganOn, string? PayNote, string? Management, string? Source, string? SourceEvidence, string? Resume, string Status);
    public sealed record Study(string School, string? Major, string? Education, string? Degree, string Kind, DateOnly? EnteredOn, DateOnly? GraduatedOn, string? Evidence);
    public sealed record Skill(string Specialty, string Basis, string Evidence);
    public sealed record Line(DateOnly? On, string Words, string? More, Guid? Id);
    public sealed record Grade(int Year, string Kind, string Value, string? Remark);
    public sealed record Work(Guid Id, string Name, string Kind, string Duty, string Target, DateOnly DueOn, int Progress, string? Present, DateOnly? ReportedOn);
    /// <summary>That there is something, never what: it is opened for a purpose where it stands.</summary>
    public sealed record Kept(DateOnly? PoliticalOn, bool HasMeasures);
    /// <summary>A matter that is watched over, or a task that came of this cadre.</summary>
    public sealed record Matter(DateOnly On, string Kind, string Words, string Standing, bool IsOpen, Guid Id);

    public Here Here { get; } = here;
    public Person One { get; private set; } = null!;
    public IReadOnlyList<Line> Posts { get; private set; } = [];
    public IReadOnlyList<Study> Studies { get; private set; } = [];
    public IReadOnlyList<Skill> Skills { get; private set; } = [];
    /// <summary>What the classes on file come to, as an appointment asks for it.</summary>
    public (int OfYear, int OfFiveYears) Trained { get; private set; }
    public IReadOnlyList<Line> Trainings { get; private set; } = [];
    /// <summary>Levels and ranks, titles, awards, the last first.</summary>
    public IReadOnlyList<Line> Sets { get; private set; } = [];
    internal CareerSums Sums { get; private set; } = null!;
    public int ResumeDoubts { get; private set; }
    /// <summary>Ages and years are of this day.</summary>
    public DateOnly On { get; private set; }
    public string? OnFault { get; private set; }
    public Locality? Keeper { get; private set; }
    /// <summary>When what is personal is to be reported.</summary>
    public RuleTerms Reporting { get; private set; } = null!;
    /// <summary>Which rank comes next, and from when on by years.</summary>
    public Finding? NextRank { get; private set; }
    public string NextRankName { get; private set; } = "";
    public string ManagedBy => One.Management is null ? "没有登记" : StandardCodes.ManagementPower.NameOf(One.Management);
    public sealed record Archive(Guid Id, string Number, string State, string FactsState, int Missing);
    public Archive? FileKept { get; private set; }
    public bool MayArchive => Here.May(ArchiveFiles.Read);
    public bool MayFacts => Here.May(ArchiveFiles.Open);
    public IReadOnlyList<Grade> Grades { get; private set; } = [];
    public IReadOnlyList<Line> Specials { get; private set; } = [];
    public IReadOnlyList<Line> Terms { get; private set; } = [];
    public IReadOnlyList<Line> Duties { get; private set; } = [];
    public IReadOnlyList<Line> Batches { get; private set; } = [];
    public IReadOnlyList<Line> Nominated { get; private set; } = [];
    public IReadOnlyList<Work> Works { get; private set; } = [];
    public Kept Held { get; private set; } = new(null, false);
    public bool MayAssess => Here.May(Assessing.Read);
    public bool MayAppoint => Here.May(Appointing.Read);
    public IReadOnlyList<Line> Routine { get; private set; } = [];
    public IReadOnlyList<Line> Achievements { get; private set; } = [];
    public IReadOnlyList<Line> Frontline { get; private set; } = [];
    public IReadOnlyList<Line> Corrections { get; private set; } = [];
    public IReadOnlyList<Matter> Watched { get; private set; } = [];
    public IReadOnlyList<Matter> Tasks { get; private set; } = [];
    public bool MaySupervise => Here.May(Supervision.Read);
    public bool MayTasks => Here.May(TeamWork.Read);
    public bool MayPolitical => Here.May("cadres.political.open");
    public bool MayMeasures => Here.May(Measures.Read);
    public bool MayOpen => Here.May(Appointing.Open);
    public bool MayFamily => Here.May("cadres.family.open");
    /// <summary>How much the relatives on record weigh against the present posts (<see cref="Avoidance.Weight"/>): that it is so, and no more; 3 where there is nothing.</summary>
    public int Kin { get; private set; } = 3;

    public async Task<IActionResult> OnGetAsync(Guid id, string? on, CancellationToken stop)
    {
        On = Clock.Today;
        if (!string.IsNullOrWhiteSpace(on))
        {
            if (Dates.TryParse(on, out var reckoned, out var fault)) On = reckoned;
            else OnFault = fault;
        }
        RankFile.Known? ranked = null;
        var found = await db.QueryManyAsync($"""
            select c.id, c.name, c.post_title, u.name as unit_name, c.birth_on, c.post_began_on, c.rewards, c.locality_path, c.sex, c.nation, c.native_place, c.politics, c.party_joined_on, c.work_began_on, c.level, c.level_began_on, c.rank, c.rank_began_on, c.pay_note, c.management, c.source, c.source_evidence, c.resume, c.status from cadre c left join org.unit u on u.id = c.unit_id where c.id = @id and c.removed_at is null;
            select began_on as "on", unit_name || post_name as words, case when ended_on is null then '至今' else '至 ' || to_char(ended_on, 'YYYY.MM') end as more, null::uuid as id from cadre_post where cadre_id = @id and removed_at is null order by began_on desc limit 12;
            select year, kind, grade as value, remark from cadre_assessment where cadre_id = @id and removed_at is null order by year desc, kind limit 15;
            select p.concluded_on as "on", p.name as words, r.grade as more, p.id from special_result r join special_project p on p.id = r.special_project_id where r.cadre_id = @id and r.removed_at is null order by p.concluded_on desc limit 10;
            select term_ended_on as "on", post as words, coalesce(grade, '') as more, id from term_assessment where cadre_id = @id and removed_at is null order by term_ended_on desc limit 5;
            select due_on as "on", title as words, state as more, id from duty_report where cadre_id = @id and removed_at is null order by due_on desc limit 5;
            select coalesce(b.decided_on, b.planned_on) as "on", b.name as words, x.state as more, b.id from appointment_candidate x join appointment_batch b on b.id = x.appointment_batch_id where x.cadre_id = @id and x.removed_at is null and b.removed_at is null order by coalesce(b.decided_on, b.planned_on) desc nulls last limit 10;
            select noted_on as "on", words, state as more, id from nomination where cadre_id = @id and removed_at is null order by noted_on desc limit 5;
            select w.id, w.name, w.kind, p.duty, w.target, w.due_on, w.progress, w.present, w.reported_on from key_person p join key_work w on w.id = p.key_work_id where p.cadre_id = @id and p.until_on is null and p.removed_at is null and w.removed_at is null order by w.due_on, w.id;
            select (select max(concluded_on) from cadre_political where cadre_id = @id and removed_at is null) as political_on, exists (select from cadre_measure where cadre_id = @id and removed_at is null) as has_measures;
            select school, major, education, degree, kind, entered_on, graduated_on, evidence from cadre_education where cadre_id = @id and removed_at is null order by kind, graduated_on, id;
            select specialty, basis, evidence from cadre_specialty where cadre_id = @id and removed_at is null order by specialty;
            select id, began_on, ended_on, unit_name, post_name, level, kind, state, is_main, is_grassroots from cadre_post where cadre_id = @id and removed_at is null order by began_on, id;
            select {CadreTraining.HoursOfYear("@id", "@today")} as of_year, {CadreTraining.HoursOfFiveYears("@id", "@today")} as of_five_years;
            select a.id, a.number, a.state, a.facts_state, (select count(*)::int from archive_missing m where m.archive_id = a.id and m.received_on is null and m.removed_at is null) as missing from archive a where a.cadre_id = @id and a.removed_at is null order by a.state limit 1;
            select t.ended_on as "on", t.name || '（' || t.organiser || '）' as words, t.hours::text as more, null::uuid as id from cadre_training t where t.cadre_id = @id and t.removed_at is null order by t.ended_on desc, t.id desc limit 5;
            select assessed_on as "on", year || ' 年第 ' || cycle || ' 期' as words, grade as more, null::uuid as id from cadre_routine where cadre_id = @id and removed_at is null order by year desc, cycle desc limit 8;
            select began_on as "on", task || '（' || role || '）：' || result as words, state as more, id from achievement where cadre_id = @id and removed_at is null order by began_on desc, id limit 10;
            select began_on as "on", task || '（' || place || '）' as words, kind as more, id from frontline_service where cadre_id = @id and removed_at is null order by began_on desc, id limit 10;
            select asked_on as "on", label || '：' || wanted as words, state as more, id from cadre_correction where cadre_id = @id and removed_at is null order by asked_on desc, id limit 8;
            select issued_on as "on", 'inquiries' as kind, '函询 ' || number as words, case when concluded_on is not null then '已认定' when answered_on is not null then '已答复，待认定' else '待答复' end as standing, concluded_on is null as is_open, id from inquiry where cadre_id = @id and removed_at is null
              union all select changed_on, 'matter-changes', '有关事项变化 ' || number, case when reported_on is null then '没有报告' else '已报告' end, reported_on is null, id from matter_change where cadre_id = @id and removed_at is null order by 1 desc, 6 limit 10;
            select coalesce(due_on, created_at::date) as "on", 'team-tasks' as kind, title as words, standing, standing not in ('已销号', '已取消') as is_open, id from handed_task where source_id = @id and standing <> '起草' order by 1 desc, 6 limit 10;
            select x."on", x.words, x.more, null::uuid as id from (
              select approved_on as "on", coalesce(name, award) as words, concat_ws('　', organ, document_no) as more from cadre_award where cadre_id = @id and revoked_on is null and removed_at is null
              union all select gained_on, coalesce(name, title), coalesce(body, '') from cadre_title where cadre_id = @id and removed_at is null
              union all select began_on, coalesce(level, rank), coalesce(document_no, '') from cadre_level where cadre_id = @id and removed_at is null) x order by x."on" desc limit 12;
            select {RankFile.Facts} from cadre c {RankFile.From} where c.id = @id and c.status = '1'
            """, new { id, today = Clock.Today }, async grid =>
        {
            if (await grid.ReadFirstOrDefaultAsync<Person>() is not { } one) return false;
            One = one;
            Posts = [.. await grid.ReadAsync<Line>()];
            Grades = [.. await grid.ReadAsync<Grade>()];
            (Specials, Terms, Duties, Batches, Nominated) = ([.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()]);
            Works = [.. await grid.ReadAsync<Work>()];
            Held = await grid.ReadSingleAsync<Kept>();
            (Studies, Skills) = ([.. await grid.ReadAsync<Study>()], [.. await grid.ReadAsync<Skill>()]);
            List<CareerPost> career = [.. await grid.ReadAsync<CareerPost>()];
            Trained = await grid.ReadSingleAsync<(int, int)>();
            FileKept = await grid.ReadFirstOrDefaultAsync<Archive>();
            Trainings = [.. await grid.ReadAsync<Line>()];
            (Routine, Achievements, Frontline, Corrections) = ([.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()]);
            (Watched, Tasks) = ([.. await grid.ReadAsync<Matter>()], [.. await grid.ReadAsync<Matter>()]);
            if (!MaySupervise) Watched = [];
            if (!MayTasks) Tasks = [];
            Sets = [.. await grid.ReadAsync<Line>()];
            ranked = await grid.ReadFirstOrDefaultAsync<RankFile.Known>();
            Sums = Career.Sum(career, Month.Of(On));
            ResumeDoubts = Career.Compare(ResumeText.Read(one.Resume, Month.Of(Clock.Today)), career, [.. Studies.Where(study => study is { Kind: "1", EnteredOn: not null }).Select(study => new CareerStudy(study.EnteredOn!.Value, study.GraduatedOn, study.School, study.Major))]).Count(row => row.Doubts.Count > 0);
            Keeper = Keeping.Above(Here, one.LocalityPath, "cadres.files.edit", one.Management);
            return true;
        }, stop);
        if (!found) return NotFound();
        if (MayFamily)
        {
            var (kin, standings) = await Avoidance.AllAsync(db, id, Clock.Today, stop);
            Kin = standings[id].Select(own => Avoidance.Worst(own, kin, standings)).Select(worst => Avoidance.Weight((worst.Kin ?? "8", worst.Tie))).DefaultIfEmpty(3).Min();
        }
        var settings = await checks.SettingsAsync(stop);
        Reporting = settings.For(CadreRules.PersonalMatters, One.LocalityPath, Clock.Today);
        if (ranked is { TargetRank: { } next })
        {
            NextRank = RankRules.Due.Check(ranked.AsFacts, settings.For(RankRules.Due, One.LocalityPath, On));
            NextRankName = StandardCodes.Rank.NameOf(next);
        }
        return Page();
    }
}
