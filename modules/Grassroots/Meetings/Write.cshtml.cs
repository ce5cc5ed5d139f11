using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Meetings;

/// <summary>
/// Entering a meeting of any kind, on a telephone in two minutes: everybody is present until said otherwise, place and recorder are those of the last time.
/// Who is to come is read from the members' list on the day of the meeting; a name that does not belong there is not taken, whoever sends it.
/// </summary>
[Needs(PartyMeetings.Edit), TakesFiles(60)]
public sealed class WriteModel(Db db, Here here, MeetingBook book, FileStore files, RuleChecks checks) : PageModel
{
    const int MostPhotos = 9;

    public sealed record Choice(Guid Id, string Name);
    public sealed record Usual(string? Place, string? Recorder);

    public Here Here { get; } = here;
    public Guid? Id { get; private set; }
    public Shape? Shape { get; private set; }
    public MeetingKind Kind { get; private set; } = MeetingKind.All[0];
    public Meeting? Before { get; private set; }
    public IReadOnlyList<string> Groups { get; private set; } = [];
    public IReadOnlyList<Attendee> Attendees { get; private set; } = [];
    public IReadOnlyList<StoredFile> Files { get; private set; } = [];
    /// <summary>What the month's theme day is to be about, set above.</summary>
    public MonthTheme? Theme { get; private set; }
    public Finding? Refused { get; private set; }
    /// <summary>How many have signed in themselves.</summary>
    public int? SignedIn { get; private set; }

    [BindProperty] public Guid NewId { get; set; } = Guid.CreateVersion7();
    [BindProperty] public int Version { get; set; }
    [BindProperty] public string? HeldOn { get; set; }
    [BindProperty] public string? Topic { get; set; }
    [BindProperty] public string? Place { get; set; }
    [BindProperty] public string? Chair { get; set; }
    [BindProperty] public string? Recorder { get; set; }
    [BindProperty] public string? Lecturer { get; set; }
    [BindProperty] public bool IsBySecretary { get; set; }
    [BindProperty] public string? LecturerKind { get; set; }
    [BindProperty] public string? LectureForm { get; set; }
    [BindProperty] public string? Education { get; set; }
    [BindProperty] public string? Ceremony { get; set; }
    [BindProperty] public int? Hours { get; set; }
    [BindProperty] public string? Text { get; set; }
    [BindProperty] public string? Resolution { get; set; }
    [BindProperty] public string[] Themes { get; set; } = [];
    [BindProperty] public string[] Also { get; set; } = [];
    [BindProperty] public int? ForYear { get; set; }
    public string? Group { get; private set; }
    public IReadOnlyDictionary<string, string> StepTexts { get; private set; } = new Dictionary<string, string>();

    public IEnumerable<MeetingKind> Kinds => MeetingKind.All.Where(kind => kind.IsOfCommittees == Shape!.IsCommittee || kind.Code is MeetingKind.Ceremony or MeetingKind.CheckUp)
        .Where(kind => Shape!.HasCommittee || kind.Code != MeetingKind.Committee).Where(kind => Shape!.HasGroups || kind.Code != MeetingKind.Group);

    public string BackUrl => Before is { } meeting ? Here.Url($"grassroots/meetings/{meeting.Id}") : Here.Url($"grassroots/life/branch/{Shape!.Id}");
    public string KindUrl(string kind, string? group = null) => Here.Url($"grassroots/meetings/write?organisation={Shape!.Id}&kind={kind}{(group is null ? "" : $"&group={Uri.EscapeDataString(group)}")}");

    public async Task<IActionResult> OnGetAsync(Guid? id, Guid? organisation, string? kind, string? group, string? on, string? topic, Guid? from, string? ceremony, CancellationToken stop)
    {
        if (!await LoadAsync(id, organisation, kind, group, stop)) return id is null && organisation is null ? Redirect(Here.Url("grassroots/life?choose=1")) : NotFound();
        if (Before is { } meeting)
        {
            (HeldOn, Topic, Place, Chair, Recorder, Lecturer, IsBySecretary) = (Dates.Format(meeting.HeldOn ?? (meeting.PlannedOn <= Clock.Today ? meeting.PlannedOn.Value : Clock.Today)), meeting.Topic, meeting.Place, meeting.Chair, meeting.Recorder, meeting.Lecturer, meeting.IsBySecretary);
            (Text, Resolution, Also, ForYear, Version, StepTexts) = (meeting.Content, meeting.Resolution, meeting.Also, meeting.ForYear, meeting.Version, meeting.StepTexts);
            Themes = [.. meeting.Themes];
            (LecturerKind, LectureForm, Education, Ceremony, Hours) = (meeting.LecturerKind, meeting.LectureForm, meeting.Education, meeting.Ceremony, meeting.Hours);
            Files = await files.ListAsync(meeting.Id, stop);
            var there = (await book.AttendeesAsync(meeting.Id, stop)).ToDictionary(attendee => attendee.MemberId);
            await LoadCircleAsync(meeting.On, stop);
            Attendees = [.. Attendees.Select(attendee => there.GetValueOrDefault(attendee.MemberId, attendee)), .. there.Values.Where(old => Attendees.All(attendee => attendee.MemberId != old.MemberId))];
            // Who signed in was there; where people signed in, who did not is asked about.
            if (meeting.State == "1" && await db.QueryAsync<Guid>("select member_id from meeting_sign where meeting_id = @Id and signed_in_at is not null and removed_at is null", new { meeting.Id }, stop) is [_, ..] signed)
            {
                SignedIn = signed.Count;
                Attendees = [.. Attendees.Select(attendee => attendee with { Standing = signed.Contains(attendee.MemberId) ? "1" : "3" })];
            }
            return Page();
        }
        var asked = Dates.TryParse(on ?? "", out var day, out _) && day <= Clock.Today ? day : Clock.Today;
        // A branch with a fixed day has it on that day, if it is still to come then as a plan.
        if (Kind.Code == MeetingKind.ThemeDay && Shape!.ThemeDay is { } @fixed) asked = new(asked.Year, asked.Month, @fixed);
        HeldOn = Dates.Format(asked);
        (Chair, Topic, Ceremony) = (Shape!.Secretary, topic is { Length: <= 100 } ? topic : null, ceremony);
        if (Theme is { } theme) Topic ??= theme.Theme;
        // A lecture of the library is given again: what it was about is there, who came is not.
        if (from is { } library && await book.FindAsync(library, stop) is { State: "3" } lecture && lecture.Kind == Kind.Code)
            (Topic, Lecturer, LecturerKind, LectureForm, Education, Text) = (lecture.Topic, lecture.Lecturer, lecture.LecturerKind, lecture.LectureForm, lecture.Education, lecture.Content);
        if (await db.FirstAsync<Usual>("select place, recorder from meeting where organisation_id = @Id and removed_at is null and state <> '1' order by held_on desc, id desc limit 1", new { Shape.Id }, stop) is { } usual) (Place, Recorder) = (usual.Place, usual.Recorder);
        if (Kind.IsYearly) ForYear = Clock.Today.Month <= 3 ? Clock.Today.Year - 1 : Clock.Today.Year;
        await LoadCircleAsync(Clock.Today, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, Guid? organisation, string? kind, string? group, string act, CancellationToken stop)
    {
        if (!await LoadAsync(id, organisation, kind, group, stop)) return NotFound();
        var isPlan = act == "plan";
        if (!Dates.TryParse(HeldOn ?? "", out var on, out var dayFault)) ModelState.AddModelError(nameof(HeldOn), dayFault ?? "请填日期");
        else if (!isPlan && on > Clock.Today) ModelState.AddModelError(nameof(HeldOn), $"召开日期晚于今天（{Dates.Format(Clock.Today)}）。还没有开的，按“存为计划”");
        Topic = Topic?.Trim();
        if (string.IsNullOrEmpty(Topic)) ModelState.AddModelError(nameof(Topic), "请写主题，一句话即可");
        else if (Topic.Length > 100) ModelState.AddModelError(nameof(Topic), $"主题有 {Topic.Length} 字，请压到 100 字以内，详情写在内容里");
        if (Text?.Length > 20000) ModelState.AddModelError(nameof(Text), "内容超过 20000 字，请把全文作为附件上传，这里写要点");
        await LoadCircleAsync(on == default ? Clock.Today : on, stop);
        Attendees = [.. Attendees.Select(attendee => attendee with { Standing = Said(attendee.MemberId), Reason = Request.Form[$"r.{attendee.MemberId}"].ToString().Trim() is { Length: > 0 } reason ? reason[..Math.Min(60, reason.Length)] : null })];
        StepTexts = Kind.Steps.ToDictionary(step => step.Id, step => Request.Form["p." + step.Id].ToString().Trim()).Where(step => step.Value != "").ToDictionary();
        Also = [.. Also.Where(Kind.MayAlsoBe.Contains).Distinct()];
        if (Themes.Contains("民主议事") && Kind.HasThemes && act == "confirm" && string.IsNullOrWhiteSpace(Resolution)) ModelState.AddModelError(nameof(Resolution), "内容含民主议事的，请写议定的事项");
        if (Hours is < 1 or > 200) ModelState.AddModelError(nameof(Hours), "学时填 1 到 200，没有就空着");
        var photos = Request.Form.Files.GetFiles("photos");
        if (photos.Count > MostPhotos) ModelState.AddModelError("photos", $"一次最多 {MostPhotos} 张照片，选了 {photos.Count} 张；其余的保存后再传");
        if (act == "confirm") await AskToConfirmAsync(id, photos.Count, stop);
        if (!ModelState.IsValid || Refused is not null) return await AgainAsync(id, stop);

        var meeting = id ?? NewId;
        if (!await SaveAsync(id, meeting, on, isPlan, stop))
        {
            ModelState.AddModelError("", "您打开之后，别人先改了这条记录，您的修改没有保存；请返回看清再改");
            return await AgainAsync(id, stop);
        }
        try
        {
            foreach (var photo in photos) await files.SaveAsync(new(Shape!.LocalityPath, PartyMeetings.Read, PartyMeetings.Edit, "meetings", meeting), photo, FileRules.Photo, stop);
            foreach (var paper in Request.Form.Files.GetFiles("papers")) await files.SaveAsync(new(Shape!.LocalityPath, PartyMeetings.Read, PartyMeetings.Edit, "meetings", meeting), paper, FileRules.Attachment, stop);
            foreach (var step in Kind.Steps)
                foreach (var paper in Request.Form.Files.GetFiles("f." + step.Id)) await files.SaveAsync(new(Shape!.LocalityPath, PartyMeetings.Read, PartyMeetings.Edit, step.Files, meeting), paper, FileRules.Attachment, stop);
        }
        catch (FileRefusedException refused)
        {
            // Nothing is kept: with the fault the transaction goes back.
            await db.DisposeAsync();
            ModelState.AddModelError("photos", refused.Message + "。文件要重新选一次");
            return await AgainAsync(id, stop);
        }
        if (act == "confirm")
        {
            await db.ExecuteAsync("update meeting set state = '3', confirmed_at = now(), confirmed_name = @Name, returned_at = null, returned_name = null, returned_remark = null where id = @meeting", new { meeting, db.Actor.Name }, stop);
            await db.RecordAsync(new(DeedKind.Update, "meetings", meeting, Shape!.LocalityPath, Topic, [new("状态", null, "已确认")]), stop);
        }
        TempData["Done"] = act switch { "confirm" => "已记录并确认", "plan" => "已存为计划，到时候打开补齐", _ => "已保存，还没有确认" };
        return Redirect(Here.Url($"grassroots/meetings/{meeting}"));
    }

    string Said(Guid member) => Request.Form[$"s.{member}"].ToString() is var said && said is "2" or "3" ? said : "1";

    /// <summary>What must be there before a meeting counts.</summary>
    async Task AskToConfirmAsync(Guid? id, int photos, CancellationToken stop)
    {
        var present = Attendees.Count(attendee => attendee.Standing == "1");
        var stored = id is { } known ? await files.ListAsync(known, stop) : [];
        if (Kind.Circle == Circle.Group && string.IsNullOrEmpty(Group)) ModelState.AddModelError("group", "请选党小组");
        if (Kind.HasLecturer && string.IsNullOrWhiteSpace(Lecturer)) ModelState.AddModelError(nameof(Lecturer), $"请写{Kind.LecturerWord}");
        if (Kind.IsCeremony && !MeetingKind.Ceremonies.Has(Ceremony ?? "")) ModelState.AddModelError(nameof(Ceremony), "请选是哪种仪式");
        if (Kind.Steps.Count == 0 && string.IsNullOrWhiteSpace(Text) && photos == 0 && Request.Form.Files.GetFiles("papers").Count == 0 && stored.Count == 0) ModelState.AddModelError(nameof(Text), "请写几句要点，或者传会议记录的照片，再确认");
        if (Attendees.Count > 0 && present == 0) ModelState.AddModelError("attendance", "没有一个人到会，不能确认");
        foreach (var step in Kind.Steps)
            if (!StepTexts.ContainsKey(step.Id)) ModelState.AddModelError("p." + step.Id, $"“{step.Title}”还没有写，补齐后才能确认；可以先保存");
            else if (step.NeedsFile && Request.Form.Files.GetFiles("f." + step.Id).Count == 0 && stored.All(file => file.Register != step.Files)) ModelState.AddModelError("p." + step.Id, $"“{step.Title}”要有文件，请上传后再确认；可以先保存");
        if (Kind.Code == MeetingKind.Committee && await checks.CheckAsync(MeetingRules.CommitteeQuorum, new() { CommitteeMembers = Attendees.Count, CommitteePresent = present }, Shape!.LocalityPath, stop: stop) is { Refuses: true } finding) Refused = finding;
    }

    async Task<bool> SaveAsync(Guid? id, Guid meeting, DateOnly on, bool isPlan, CancellationToken stop)
    {
        var counts = Attendees.ToLookup(attendee => attendee.Standing);
        var row = new
        {
            meeting, organisation = Shape!.Id, path = Shape.LocalityPath, kind = Kind.Code, also = Also, topic = Topic, forYear = Kind.IsYearly ? ForYear : null, plannedOn = isPlan ? on : Before?.PlannedOn, heldOn = isPlan ? (DateOnly?)null : on,
            place = Blank(Place), chair = Blank(Chair), recorder = Blank(Recorder), group = Kind.Circle == Circle.Group ? Group : null, lecturer = Kind.HasLecturer ? Blank(Lecturer) : null,
            bySecretary = Kind.HasLecturer && (IsBySecretary || Blank(Lecturer) is { } by && by == Shape.Secretary), content = Blank(Text), resolution = Blank(Resolution),
            study = Themes.Contains("政治学习"), deliberation = Themes.Contains("民主议事"), service = Themes.Contains("志愿服务"), life = Themes.Contains("组织生活"), culture = Themes.Contains("政治文化"),
            lecturerKind = Kind.IsLecture && MeetingKind.LecturerKinds.Has(LecturerKind ?? "") ? LecturerKind : Kind.IsLecture && Blank(Lecturer) is { } speaker && speaker == Shape.Secretary ? "2" : null, lectureForm = Kind.IsLecture && MeetingKind.LectureForms.Has(LectureForm ?? "") ? LectureForm : null,
            education = Kind.IsEducation && OrgWork.Grassroots.Education.Categories.Has(Education ?? "") ? Education : null, ceremony = Kind.IsCeremony && MeetingKind.Ceremonies.Has(Ceremony ?? "") ? Ceremony : null, hours = Kind.IsMadeUp ? Hours : null,
            steps = JsonSerializer.Serialize(StepTexts), due = isPlan ? 0 : Attendees.Count, present = isPlan ? 0 : counts["1"].Count(), leave = isPlan ? 0 : counts["2"].Count(), absent = isPlan ? 0 : counts["3"].Count(),
            state = isPlan ? "1" : Before?.State == "4" ? "4" : "2", by = db.Actor.Id, Version,
        };
        if (id is null)
        {
            // A form that was sent twice acts once.
            if (await db.FirstAsync<bool>("select exists (select from meeting where id = @meeting)", new { meeting }, stop)) return true;
            await db.ExecuteAsync("""
                insert into meeting (id, organisation_id, locality_path, kind, also, topic, for_year, planned_on, held_on, place, chair, recorder, party_group, lecturer, is_by_secretary, lecturer_kind, lecture_form, education, ceremony, hours, content, resolution,
                  has_study, has_deliberation, has_service, has_life, has_culture, steps, due_count, present_count, leave_count, absent_count, state, created_by, changed_by)
                values (@meeting, @organisation, @path, @kind, @also, @topic, @forYear, @plannedOn, @heldOn, @place, @chair, @recorder, @group, @lecturer, @bySecretary, @lecturerKind, @lectureForm, @education, @ceremony, @hours, @content, @resolution,
                  @study, @deliberation, @service, @life, @culture, @steps, @due, @present, @leave, @absent, @state, @by, @by)
                """, row, stop);
        }
        else if (await db.ExecuteAsync("""
            update meeting set also = @also, topic = @topic, for_year = @forYear, planned_on = @plannedOn, held_on = @heldOn, place = @place, chair = @chair, recorder = @recorder, party_group = @group, lecturer = @lecturer, is_by_secretary = @bySecretary, lecturer_kind = @lecturerKind, lecture_form = @lectureForm, education = @education, ceremony = @ceremony, hours = @hours,
              content = @content, resolution = @resolution, has_study = @study, has_deliberation = @deliberation, has_service = @service, has_life = @life, has_culture = @culture, steps = @steps,
              due_count = @due, present_count = @present, leave_count = @leave, absent_count = @absent, state = @state, confirmed_at = null, confirmed_name = null, version = version + 1, changed_at = now(), changed_by = @by
            where id = @meeting and version = @Version
            """, row, stop) == 0) return false;
        var madeUp = id is null ? [] : await db.QueryAsync<(Guid Member, DateOnly On)>("select member_id, made_up_on from attendance where meeting_id = @meeting and made_up_on is not null", new { meeting }, stop);
        await db.ExecuteAsync("delete from attendance where meeting_id = @meeting", new { meeting }, stop);
        if (!isPlan)
            await db.ExecuteAsync("""
                insert into attendance (meeting_id, member_id, locality_path, held_on, standing, reason)
                select @meeting, a.member, @path, @on, a.standing, nullif(a.reason, '') from unnest(@members, @standings, @reasons) a (member, standing, reason)
                """, new { meeting, path = Shape.LocalityPath, on, members = Attendees.Select(a => a.MemberId).ToArray(), standings = Attendees.Select(a => a.Standing).ToArray(), reasons = Attendees.Select(a => a.Standing == "2" ? a.Reason ?? "" : "").ToArray() }, stop);
        // Who was away and has studied it since stays so, as long as they are still said to have been away.
        if (madeUp.Count > 0) await db.ExecuteAsync("update attendance a set made_up_on = b.on_day from unnest(@members, @days) b (member, on_day) where a.meeting_id = @meeting and a.member_id = b.member and a.standing <> '1'", new { meeting, members = madeUp.Select(one => one.Member).ToArray(), days = madeUp.Select(one => one.On).ToArray() }, stop);
        List<Change> changes = [new("类型", Before?.KindOf.Name, Kind.Name), new(isPlan ? "计划日期" : "召开日期", Before is null ? null : Dates.Format(Before.On), Dates.Format(on)), new("出席", Before is null ? null : $"应到 {Before.DueCount} 实到 {Before.PresentCount}", isPlan ? null : $"应到 {row.due} 实到 {row.present} 请假 {row.leave} 缺席 {row.absent}")];
        await db.RecordAsync(new(id is null ? DeedKind.Create : DeedKind.Update, "meetings", meeting, Shape.LocalityPath, Topic, [.. changes.Where(change => change.Before != change.After)]), stop);
        return true;
    }

    async Task<IActionResult> AgainAsync(Guid? id, CancellationToken stop)
    {
        if (id is { } known) Files = await files.ListAsync(known, stop);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    async Task<bool> LoadAsync(Guid? id, Guid? organisation, string? kind, string? group, CancellationToken stop)
    {
        Id = id;
        if (id is { } known)
        {
            if (await book.FindAsync(known, stop) is not { } meeting) return false;
            Before = meeting;
            (organisation, kind, group) = (meeting.OrganisationId, meeting.Kind, group ?? meeting.PartyGroup);
        }
        // At a branch's own address there is one organisation to speak of.
        organisation ??= Here.Locality.IsOrganisation ? await db.FirstAsync<Guid?>("select id from organisation where place_id = @Id", new { Here.Locality.Id }, stop) : null;
        if (organisation is not { } chosen || await book.ShapeAsync(chosen, stop) is not { } shape) return false;
        Shape = shape;
        if (MeetingKind.Of(kind) is { } asked && Kinds.Contains(asked)) Kind = asked;
        else if (kind is not null) return false;
        else Kind = Kinds.First();
        if (Kind.Code == MeetingKind.ThemeDay) Theme = await MonthThemes.OfAsync(db, shape.LocalityPath, Before is { } written ? written.On : Dates.TryParse(Request.Query["on"].ToString(), out var month, out _) ? month : Clock.Today, stop);
        Groups = Kind.Circle == Circle.Group ? await book.GroupsAsync(chosen, stop) : [];
        Group = Groups.Contains(group ?? "") ? group : (Groups.Count > 0 ? Groups[0] : null);
        return true;
    }

    async Task LoadCircleAsync(DateOnly on, CancellationToken stop) => Attendees = await book.CircleAsync(Shape!, Kind, Group, on, stop);

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
