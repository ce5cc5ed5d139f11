using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Dues;

/// <summary>党费月台账: everybody of a branch with what is due this month and what was paid. Less than the standard is held up unless relief was approved.</summary>
[Needs(DuesBook.Read, Write = DuesBook.Edit)]
public sealed class SheetModel(Db db, Here here, DuesBook book) : PageModel
{
    public Here Here { get; } = here;
    public DuesBook.Head Head { get; private set; } = null!;
    public DateOnly MonthOn { get; private set; }
    public IReadOnlyList<DuesLine> Lines { get; private set; } = [];
    public string On { get; private set; } = Dates.Format(Clock.Today);
    public string How { get; private set; } = "3";
    public string? Fault { get; private set; }
    public bool MayWrite => Here.MayWrite(DuesBook.Edit) && Head.State == "1";
    public int Paid => Lines.Count(line => line.EntryId is not null || line.IsPaidBefore(MonthOn));
    public decimal DueSum => Lines.Sum(line => line.Due ?? 0);
    public decimal PaidSum => Lines.Sum(line => line.Paid ?? 0);
    public string UrlOf(DateOnly month) => Here.Url($"grassroots/dues/sheet/{Head.Id}?month={Month.Of(month)}");

    public async Task<IActionResult> OnGetAsync(Guid id, string? month, CancellationToken stop) => await LoadAsync(id, month, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? month, string? on, string? how, CancellationToken stop)
    {
        if (!await LoadAsync(id, month, stop)) return NotFound();
        (On, How) = (on?.Trim() ?? "", DuesStandard.Ways.Has(how ?? "") ? how! : "3");
        if (Head.State != "1") return Refuse("临时党组织不收缴党费；党员向组织关系所在的党支部交");
        if (!Dates.TryParse(On, out var day, out var fault)) return Refuse("交纳日期：" + fault);
        if (day > Clock.Today) return Refuse($"交纳日期不能晚于今天（{Dates.Format(Clock.Today)}）");
        if (MonthOn > Month.Of(Clock.Today).First.AddMonths(2)) return Refuse("党费按月或按季交纳，最多提前登记两个月");
        var terms = await book.TermsAsync(Head.LocalityPath, MonthOn, stop);
        Lines = [.. Lines.Select(line => Read(line, terms))];
        if (Lines.Any(line => line.Fault is not null)) return Refuse($"有 {Lines.Count(line => line.Fault is not null)} 人要改，见表中说明；没有保存");
        var entered = Lines.Where(line => line.EntryId is null && line.Typed is not null).ToList();
        if (entered.Count == 0) return Refuse("没有新登记的；在“实交”里填金额，或者按“全部按应交”");
        var number = await db.FirstAsync<int>("select count(*)::int from dues_month where organisation_id = @Id and month_on = @MonthOn", new { Head.Id, MonthOn }, stop);
        foreach (var line in entered)
            await db.ExecuteAsync("""
                insert into dues_month (organisation_id, locality_path, member_id, month_on, class, base, due, paid, paid_on, how, receipt_no, created_by, changed_by)
                values (@organisation, @path, @MemberId, @MonthOn, @Class, @DuesBase, @Due, @paid, @day, @How, @receipt, @actor, @actor) on conflict (member_id, month_on) where removed_at is null do nothing
                """, new { organisation = Head.Id, path = Head.LocalityPath, line.MemberId, MonthOn, line.Class, line.DuesBase, line.Due, paid = DuesStandard.Read(line.Typed), day, How, receipt = $"{MonthOn:yyyyMM}-{++number:000}", actor = db.Actor.Id }, stop);
        await book.FollowAsync([.. entered.Select(line => line.MemberId)], null, stop);
        await db.RecordAsync(new(DeedKind.Update, "organisations", Head.Id, Head.LocalityPath, Head.Name, [new($"{Month.Of(MonthOn)} 党费", null, $"{entered.Count} 人，{DuesStandard.Money(entered.Sum(line => DuesStandard.Read(line.Typed)))} 元"), new("交纳日期", null, Dates.Format(day))]), stop);
        TempData["Done"] = $"已登记 {entered.Count} 人，{DuesStandard.Money(entered.Sum(line => DuesStandard.Read(line.Typed)))} 元";
        return Redirect(UrlOf(MonthOn));
    }

    public async Task<IActionResult> OnPostTakeOutAsync(Guid id, string? month, Guid member, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, month, stop)) return NotFound();
        if (Lines.FirstOrDefault(line => line.MemberId == member && line.EntryId is not null) is not { } line) return Refuse("这一笔已不在台账里，请刷新再看");
        if (reason?.Trim() is not { Length: > 1 } said) return Refuse("请写明取消的原因，如“登记错了人”");
        if (await db.FirstAsync<bool>("select exists (select from dues_remittance r where r.organisation_id = @Id and r.removed_at is null and @MonthOn between r.from_month and r.to_month)", new { Head.Id, MonthOn }, stop)) return Refuse($"{Month.Of(MonthOn)} 的党费已经上缴，不能取消；请与上级核对后由上级更正");
        await db.ExecuteAsync("update dues_month set removed_at = now(), removed_by = @actor, removed_reason = @said, version = version + 1 where id = @EntryId", new { line.EntryId, said, actor = db.Actor.Id }, stop);
        await book.FollowAsync([member], MonthOn, stop);
        await db.RecordAsync(new(DeedKind.Remove, "members", member, line.LocalityPath, line.Name, [new($"{Month.Of(MonthOn)} 党费", $"{DuesStandard.Money(line.Paid)} 元", null)], said), stop);
        TempData["Done"] = $"{line.Name}的这一笔已取消";
        return Redirect(UrlOf(MonthOn));
    }

    DuesLine Read(DuesLine line, RuleTerms terms)
    {
        if (line.EntryId is not null || line.IsPaidBefore(MonthOn)) return line;
        var typed = Request.Form[$"paid.{line.MemberId}"].ToString().Trim();
        if (typed == "") return line with { Typed = null };
        var read = line with { Typed = typed };
        if (DuesStandard.Read(typed) is not { } paid) return read with { Fault = "金额写成 12.50" };
        if (line.Due is null) return read with { Fault = "缺计算基数，先在“交纳标准”里登记" };
        if (line.IsRelievedIn(MonthOn)) return read with { Fault = paid < line.Due ? $"批准减免后应交 {DuesStandard.Money(line.Due)} 元" : null };
        var finding = DuesRules.Tariff.Check(new() { Payer = DuesStandard.PayerOf(line.Class), Base = line.DuesBase, Paid = paid }, terms);
        return finding.IsBroken ? read with { Fault = $"{finding.Words}；确有困难的，先登记批准减免" }
            : paid < line.Due ? read with { Fault = $"应交 {DuesStandard.Money(line.Due)} 元" }
            : paid > line.Due + 100 ? read with { Fault = "多出一百元以上；自愿多交的登记在“自愿多交”里" } : read;
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = 422;
        return Page();
    }

    async Task<bool> LoadAsync(Guid id, string? month, CancellationToken stop)
    {
        if (await book.HeadAsync(id, stop) is not { } head) return false;
        Head = head;
        MonthOn = Month.TryParse(month ?? "", out var asked, out _) ? asked.First : Month.Of(Clock.Today).First;
        var terms = await book.TermsAsync(head.LocalityPath, MonthOn, stop);
        Lines = [.. (await book.LinesAsync(id, MonthOn, stop)).Select(line => line.EntryId is null ? line with { Due = DuesStandard.DueOf(line, MonthOn, terms) } : line)];
        return true;
    }
}
