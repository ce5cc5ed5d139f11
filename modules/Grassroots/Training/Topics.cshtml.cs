using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Training;

/// <summary>学习计划的落实: at a branch the year's topics, each to be confirmed by a meeting or class; at a place how many branches have done each, and, for one topic, which have not.</summary>
[Needs(Education.Read, Write = Education.Edit)]
public sealed class TopicsModel(Db db, Here here) : PageModel
{
    public sealed record Topic(Guid Id, string Title, string? Programme, string Readings, string Education, string Audience, DateOnly BeganOn, DateOnly DueOn, int Done, int Due);
    public sealed record Mark(Guid TopicId, DateOnly DoneOn, Guid? MeetingId, string What);
    public sealed record Choice(string Value, string Words);
    public sealed record Branch(Guid Id, string Name, string LocalityPath, DateOnly? DoneOn, string? What, Guid? MeetingId);

    const int Most = 300;

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public string? Programme { get; private set; }
    public IReadOnlyList<Topic> Topics { get; private set; } = [];
    public Topic? One { get; private set; }
    public IReadOnlyList<Branch> Branches { get; private set; } = [];
    public Guid? Own { get; private set; }
    public IReadOnlyDictionary<Guid, Mark> Marks { get; private set; } = new Dictionary<Guid, Mark>();
    public IReadOnlyList<Choice> Choices { get; private set; } = [];
    public string? Fault { get; private set; }
    public bool MayWrite => Own is not null && Here.MayWrite(Education.Edit);
    public static string Percent(int part, int whole) => whole == 0 ? "—" : $"{100m * part / whole:0}%";

    // What sits in the organisations' own sphere: branches for members, committees for their study groups.
    const string Meant = $"(case t.audience when '2' then {PartyOrganisations.Committee} else {PartyOrganisations.Branch} end)";

    public async Task<IActionResult> OnGetAsync(Guid? id, int? year, string? programme, CancellationToken stop) => await LoadAsync(id, year, programme, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid? id, int? year, string? programme, Guid topic, string? by, CancellationToken stop)
    {
        if (!await LoadAsync(id, year, programme, stop) || Own is not { } own) return NotFound();
        var (kind, row) = by?.Split(':') is [var k, var r] && Guid.TryParse(r, out var parsed) ? (k, parsed) : ("", Guid.Empty);
        if (Topics.FirstOrDefault(one => one.Id == topic) is not { } chosen) return NotFound();
        if (Choices.All(choice => choice.Value != by)) Fault = "请选本支部记过的会议，或者党员参加过的培训班";
        else if (await db.FirstAsync<Guid?>($"""
            insert into topic_done (locality_path, topic_id, organisation_id, meeting_id, class_id, done_on, created_by, changed_by)
            select o.locality_path, @topic, o.id, {(kind == "m" ? "x.id" : "null")}, {(kind == "m" ? "null" : "x.id")}, x.done_on, @actor, @actor from organisation o, (select id, {(kind == "m" ? "held_on as done_on from meeting" : "began_on as done_on from training_class")} where id = @row) x
            where o.id = @own and x.done_on between @from and @to on conflict (topic_id, organisation_id) where removed_at is null do nothing returning id
            """, new { topic, own, row, actor = db.Actor.Id, from = chosen.BeganOn, to = Clock.Today }, stop) is not { } made) Fault = $"已经落实过，或会议早于专题开始的 {Dates.Format(chosen.BeganOn)}";
        else
        {
            await db.RecordAsync(new(DeedKind.Create, "study-topics", made, Here.Locality.Path, chosen.Title, [new("落实", null, Choices.First(choice => choice.Value == by).Words)]), stop);
            TempData["Done"] = $"“{chosen.Title}”已落实";
            return Redirect(Here.Url($"grassroots/training/topics?year={Year}"));
        }
        Response.StatusCode = 422;
        return Page();
    }

    async Task<bool> LoadAsync(Guid? id, int? year, string? programme, CancellationToken stop)
    {
        (Year, Programme) = (year is >= 2000 and <= 2200 ? year.Value : Clock.Today.Year, string.IsNullOrWhiteSpace(programme) ? null : programme);
        Topics = await db.QueryAsync<Topic>($"""
            select t.id, t.title, t.programme, t.readings, t.education, t.audience, t.began_on, t.due_on,
              (select count(*)::int from topic_done d join organisation o on o.id = d.organisation_id where d.topic_id = t.id and d.removed_at is null and {Meant}) as done, (select count(*)::int from organisation o where {Meant}) as due
            from study_topic t where t.removed_at is null and (t.year = @Year and @id::uuid is null or t.id = @id) and (@Programme is null or t.programme = @Programme) order by t.due_on, t.id limit 100
            """, new { Year, Programme, id }, stop);
        if (id is not null)
        {
            if (Topics is not [var one]) return false;
            One = one;
            Branches = await db.QueryAsync<Branch>($"""
                select o.id, o.name, o.locality_path, d.done_on, coalesce(m.topic, k.name) as what, d.meeting_id from study_topic t join organisation o on {Meant}
                left join topic_done d on d.topic_id = t.id and d.organisation_id = o.id and d.removed_at is null left join meeting m on m.id = d.meeting_id left join training_class k on k.id = d.class_id
                where t.id = @id order by d.done_on is not null, o.locality_path, o.rank_order, o.id limit {Most}
                """, new { id }, stop);
        }
        Own = Here.Locality.IsOrganisation ? await db.FirstAsync<Guid?>("select id from organisation where place_id = @Id and removed_at is null and abolished_on is null", new { Here.Locality.Id }, stop) : null;
        if (Own is not { } own) return true;
        (var marks, Choices) = await db.QueryManyAsync("""
            select d.topic_id, d.done_on, d.meeting_id, coalesce(m.topic, k.name, '培训班') as what from topic_done d left join meeting m on m.id = d.meeting_id left join training_class k on k.id = d.class_id where d.organisation_id = @own and d.removed_at is null;
            select * from (select 'm:' || m.id as value, to_char(m.held_on, 'MM.DD') || '　' || m.topic as words from meeting m where m.organisation_id = @own and m.state = '3' and m.removed_at is null and m.held_on between @from and @to order by m.held_on desc limit 80) m
            union all select * from (select distinct 'c:' || s.class_id, to_char(s.studied_on, 'MM.DD') || '　' || s.title || '（培训班）' from study s where s.organisation_id = @own and s.class_id is not null and s.removed_at is null and s.studied_on between @from and @to limit 40) c
            """, new { own, from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31) }, async grid => ((IReadOnlyList<Mark>)[.. await grid.ReadAsync<Mark>()], (IReadOnlyList<Choice>)[.. await grid.ReadAsync<Choice>()]), stop);
        Marks = marks.ToDictionary(mark => mark.TopicId);
        return true;
    }
}
