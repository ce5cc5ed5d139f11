using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Own;

/// <summary>网上服务: a member signs in at a meeting by the code shown there, signs up for what is planned, asks for a transfer, says what is wanted and what came of it. Whose it is says the sealed actor.</summary>
[Needs(MemberCorrections.Own, Write = MemberCorrections.Ask)]
public sealed class ServicesModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Person(Guid Id, string Name, string LocalityPath, Guid OrganisationId, string Organisation);
    public sealed record Planned(Guid Id, string Kind, string Topic, DateOnly PlannedOn, string? Place, bool IsUp, bool IsIn);
    public sealed record Wish(Guid Id, string ToOrganisation, string Reason, DateOnly AskedOn, string State, DateOnly? AnsweredOn, string? Reply, string? Step);
    public sealed record Need(Guid Id, string Words, string Category, DateOnly RaisedOn, DateOnly DueOn, DateOnly? AnsweredOn, string? Answer, string? Satisfaction);
    /// <summary>How often a test may be taken.</summary>
    public int Tries { get; private set; }
    public sealed record Test(Guid Id, string Title, DateOnly ClosesOn, int? Score, bool Passed, int Tries);

    public Here Here { get; } = here;
    public Person? Me { get; private set; }
    public IReadOnlyList<Planned> Meetings { get; private set; } = [];
    public IReadOnlyList<Wish> Wishes { get; private set; } = [];
    public IReadOnlyList<Need> Needs { get; private set; } = [];
    public IReadOnlyList<Test> Tests { get; private set; } = [];
    public string? Fault { get; private set; }
    public string Said { get; private set; } = "";
    public bool MayAct => Here.MayWrite(MemberCorrections.Ask);

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostSignInAsync(string? code, CancellationToken stop)
    {
        await LoadAsync(stop);
        if (Me is not { } me) return NotFound();
        Said = code?.Trim() ?? "";
        if (Said.Length != 6) return Refused("请输入会场上显示的六位签到码");
        if (await db.FirstAsync<(Guid Id, string Path, string Topic)?>("select id, locality_path, topic from meeting where organisation_id = @OrganisationId and sign_code = @Said and sign_on = @today and state = '1' and removed_at is null", new { me.OrganisationId, Said, today = Clock.Today }, stop) is not { } meeting) return Refused("签到码不对，或者不是今天的会；请看会场上显示的六位数");
        if (await db.ExecuteAsync("""
            insert into meeting_sign (meeting_id, locality_path, member_id, signed_in_at, created_by, changed_by) values (@Id, @Path, @Me, now(), @by, @by)
            on conflict (meeting_id, member_id) where removed_at is null do update set signed_in_at = now(), version = meeting_sign.version + 1 where meeting_sign.signed_in_at is null
            """, new { meeting.Id, meeting.Path, Me = me.Id, by = db.Actor.Id }, stop) == 0) return Refused($"您已经在“{meeting.Topic}”签到过");
        await db.RecordAsync(new(DeedKind.Create, "meetings", meeting.Id, meeting.Path, meeting.Topic, [new("签到", null, me.Name)]), stop);
        return Done($"已签到：{meeting.Topic}");
    }

    public async Task<IActionResult> OnPostSignUpAsync(Guid meeting, bool off, CancellationToken stop)
    {
        await LoadAsync(stop);
        if (Me is not { } me || Meetings.FirstOrDefault(one => one.Id == meeting) is not { } planned) return NotFound();
        var args = new { meeting, me.LocalityPath, Me = me.Id, today = Clock.Today, by = db.Actor.Id };
        if (off) await db.ExecuteAsync("update meeting_sign set signed_up_on = null, version = version + 1 where meeting_id = @meeting and member_id = @Me and removed_at is null", args, stop);
        else
            await db.ExecuteAsync("""
                insert into meeting_sign (meeting_id, locality_path, member_id, signed_up_on, created_by, changed_by) select m.id, m.locality_path, @Me, @today, @by, @by from meeting m where m.id = @meeting
                on conflict (meeting_id, member_id) where removed_at is null do update set signed_up_on = @today, version = meeting_sign.version + 1
                """, args, stop);
        await db.RecordAsync(new(DeedKind.Update, "meetings", meeting, me.LocalityPath, planned.Topic, [new("报名", off ? me.Name : null, off ? null : me.Name)]), stop);
        return Done(off ? "已取消报名" : $"已报名：{planned.Topic}");
    }

    public async Task<IActionResult> OnPostTransferAsync(string? to, string? reason, string? words, CancellationToken stop)
    {
        await LoadAsync(stop);
        if (Me is not { } me) return NotFound();
        (to, words) = (to?.Trim() ?? "", words?.Trim() ?? "");
        if (to.Length is 0 or > 100) return Refused("请写转往哪个党组织，写全称，100 字以内");
        if (!OnlineService.Reasons.Has(reason ?? "")) return Refused("请选转移原因");
        if (words.Length > 300) return Refused("说明请压到 300 字以内");
        var id = Guid.CreateVersion7();
        if (await db.ExecuteAsync("insert into transfer_wish (id, locality_path, rank_order, to_organisation, member_id, organisation_id, reason, words, asked_on, created_by, changed_by) values (@id, @LocalityPath, -(@today::date - date '2000-01-01'), @to, @Me, @OrganisationId, @reason, nullif(@words, ''), @today, @by, @by) on conflict (member_id) where state = '1' and removed_at is null do nothing",
            new { id, me.LocalityPath, to, Me = me.Id, me.OrganisationId, reason, words, today = Clock.Today, by = db.Actor.Id }, stop) == 0) return Refused("已有一件转接申请在等答复；要改的先撤回");
        await db.RecordAsync(new(DeedKind.Create, "transfer-wishes", id, me.LocalityPath, $"{me.Name}：{to}", [new("转往", null, to)]), stop);
        return Done("转接申请已提交，答复和办理进度在这里看");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid wish, CancellationToken stop)
    {
        await LoadAsync(stop);
        if (Me is not { } me || await db.FirstAsync<string?>("update transfer_wish set state = '4', version = version + 1 where id = @wish and member_id = @Me and state = '1' and removed_at is null returning to_organisation", new { wish, Me = me.Id }, stop) is not { } to) return NotFound();
        await db.RecordAsync(new(DeedKind.Update, "transfer-wishes", wish, me.LocalityPath, $"{me.Name}：{to}", [new("状态", "待办", "本人撤回")]), stop);
        return Done("已撤回");
    }

    public async Task<IActionResult> OnPostNeedAsync(string? category, string? need, CancellationToken stop)
    {
        await LoadAsync(stop);
        if (Me is not { } me) return NotFound();
        need = need?.Trim() ?? "";
        if (need.Length is 0 or > 300) return Refused("请写诉求或者意见，300 字以内");
        if (!MemberService.Category.Has(category ?? "")) return Refused("请选类别");
        var id = Guid.CreateVersion7();
        var days = (await RuleSettings.ReadAsync(db, stop)).For(ServiceRules.AnswerInTime, me.LocalityPath, Clock.Today);
        await db.ExecuteAsync("insert into member_need (id, locality_path, rank_order, words, category, member_id, organisation_id, raised_on, answering, due_on, is_online, created_by, changed_by) values (@id, @LocalityPath, -(@today::date - date '2000-01-01'), @need, @category, @Me, @OrganisationId, @today, @Organisation, @due, true, @by, @by)",
            new { id, me.LocalityPath, need, category, Me = me.Id, me.OrganisationId, me.Organisation, today = Clock.Today, due = Clock.Today.AddDays(days.Int("online")), by = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Create, "needs", id, me.LocalityPath, need, [new("党员", null, me.Name)]), stop);
        return Done("已提交，答复在这里看");
    }

    public async Task<IActionResult> OnPostRateAsync(Guid need, string? rating, CancellationToken stop)
    {
        await LoadAsync(stop);
        if (rating is not ("1" or "2" or "3")) return Refused("请选满意度");
        if (Me is not { } me || await db.FirstAsync<string?>("update member_need set satisfaction = @rating, version = version + 1 where id = @need and member_id = @Me and answered_on is not null and satisfaction is null and removed_at is null returning words", new { need, rating, Me = me.Id }, stop) is not { } words) return NotFound();
        await db.RecordAsync(new(DeedKind.Update, "needs", need, me.LocalityPath, words, [new("满意度", null, MemberService.Satisfaction.NameOf(rating))]), stop);
        return Done("已评价，谢谢");
    }

    PageResult Refused(string words)
    {
        Fault = words;
        Response.StatusCode = 422;
        return Page();
    }

    RedirectResult Done(string words)
    {
        TempData["Done"] = words;
        return Redirect(Here.Url("grassroots/own/services"));
    }

    async Task LoadAsync(CancellationToken stop)
    {
        Me = await db.FirstAsync<Person>("select m.id, m.name, m.locality_path, m.organisation_id, o.name as organisation from member m join organisation o on o.id = m.organisation_id where m.person_id = (select org.own_person()) and m.left_on is null and m.removed_at is null limit 1", null, stop);
        if (Me is null) return;
        Tries = (await checks.SettingsAsync(stop)).For(KnowledgeTestRules.Passed, Me.LocalityPath, Clock.Today).Int("tries");
        (Meetings, Wishes, Needs, Tests) = await db.QueryManyAsync($"""
            select t.id, t.kind, t.topic, coalesce(t.planned_on, t.held_on) as planned_on, t.place, s.signed_up_on is not null as is_up, s.signed_in_at is not null as is_in from meeting t left join meeting_sign s on s.meeting_id = t.id and s.member_id = @Id and s.removed_at is null
              where t.organisation_id = @OrganisationId and t.state = '1' and t.planned_on >= @today and t.removed_at is null order by t.planned_on, t.id limit 20;
            select w.id, w.to_organisation, w.reason, w.asked_on, w.state, w.answered_on, w.reply, (select case c.state when 'done' then '转接已办结' when 'stopped' then '转接已停办' else '转接办理中' end from org.procedure_case c where c.subject_id = w.member_id and c.procedure in ('transfers', 'retirees') and w.state = '2' and c.opened_on >= w.asked_on order by c.opened_on desc, c.id desc limit 1) as step from transfer_wish w where w.member_id = @Id and w.removed_at is null order by w.asked_on desc, w.id desc limit 10;
            select id, words, category, raised_on, due_on, answered_on, answer, satisfaction from member_need where member_id = @Id and removed_at is null order by raised_on desc, id desc limit 20;
            select t.id, t.title, t.closes_on, a.score, coalesce(a.passed, false) as passed, a.tries from knowledge_test t cross join lateral (select max({KnowledgeTestSql.Score("x")}) as score, bool_or(x.passed) as passed, count(*)::int as tries from test_attempt x where x.knowledge_test_id = t.id and x.member_id = @Id and x.removed_at is null) a
              where t.removed_at is null and t.made_on is not null and @today between t.opens_on and t.closes_on and exists (select from member m where m.id = @Id and {KnowledgeTestSql.Meant("t")}) order by t.closes_on, t.id limit 20
            """, new { Me.Id, Me.OrganisationId, today = Clock.Today }, async grid => ((IReadOnlyList<Planned>)[.. await grid.ReadAsync<Planned>()], (IReadOnlyList<Wish>)[.. await grid.ReadAsync<Wish>()], (IReadOnlyList<Need>)[.. await grid.ReadAsync<Need>()], (IReadOnlyList<Test>)[.. await grid.ReadAsync<Test>()]), stop);
    }
}
