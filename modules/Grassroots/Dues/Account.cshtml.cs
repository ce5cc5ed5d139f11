using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Dues;

/// <summary>上缴和公布: what came in month by month, what went upward and was confirmed there, what was given beyond, and the year's account as it is published to the members.</summary>
[Needs(DuesBook.Read, Write = DuesBook.Edit)]
public sealed class AccountModel(Db db, Here here, DuesBook book) : PageModel
{
    public sealed record MonthSum(DateOnly MonthOn, int People, decimal Due, decimal Paid);
    public sealed record Remittance(Guid Id, string ToName, DateOnly FromMonth, DateOnly ToMonth, decimal Collected, decimal Amount, DateOnly RemittedOn, string? ReceiptNo, DateOnly? ConfirmedOn, string? ConfirmedName);
    public sealed record Gift(Guid Id, string Name, DateOnly GivenOn, decimal Amount, DateOnly? SentOn, string? CertificateNo);

    /// <summary>At once and beyond what is due: goes to the centre whole.</summary>
    public const decimal ToCentre = 1000;

    public Here Here { get; } = here;
    public DuesBook.Head Head { get; private set; } = null!;
    public int Year { get; private set; }
    public IReadOnlyList<MonthSum> Months { get; private set; } = [];
    public IReadOnlyList<Remittance> Remittances { get; private set; } = [];
    public IReadOnlyList<Gift> Gifts { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> Members { get; private set; } = [];
    public string? Fault { get; private set; }
    public bool MayWrite => Here.MayWrite(DuesBook.Edit);
    /// <summary>The level above confirms; nobody their own.</summary>
    public bool MayConfirm => Here.MayWrite(DuesBook.Confirm) && !(Here.Locality.IsOrganisation && Head.LocalityPath == Here.Locality.Path);
    public IEnumerable<MonthSum> Open => Months.Where(month => !Remittances.Any(sent => sent.FromMonth <= month.MonthOn && sent.ToMonth >= month.MonthOn));
    string Again => Here.Url($"grassroots/dues/account/{Head.Id}?year={Year}");

    public async Task<IActionResult> OnGetAsync(Guid id, int? year, CancellationToken stop) => await LoadAsync(id, year, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostRemitAsync(Guid id, int? year, string? from, string? to, string? amount, string? on, string? receipt, CancellationToken stop)
    {
        if (!await LoadAsync(id, year, stop)) return NotFound();
        if (!Month.TryParse(from ?? "", out var first, out var wrongFrom)) return Refuse("自月份：" + wrongFrom);
        if (!Month.TryParse(to ?? "", out var last, out var wrongTo)) return Refuse("至月份：" + wrongTo);
        if (last.First < first.First) return Refuse("至月份应不早于自月份");
        if (!Dates.TryParse(on ?? "", out var day, out var fault)) return Refuse("上缴日期：" + fault);
        if (day > Clock.Today) return Refuse("上缴日期不能晚于今天");
        if (DuesStandard.Read(amount) is not { } money) return Refuse("上缴数写成 125.50");
        var (collected, sent) = await db.FirstAsync<(decimal, bool)>("""
            select coalesce((select sum(paid) from dues_month where organisation_id = @Id and removed_at is null and month_on between @a and @b), 0), exists (select from dues_remittance where organisation_id = @Id and removed_at is null and from_month <= @b and to_month >= @a)
            """, new { Head.Id, a = first.First, b = last.First }, stop);
        if (sent) return Refuse("这几个月里有已经上缴的，请核对月份");
        if (collected == 0) return Refuse("这几个月没有收缴记录，先登记月台账");
        if (money > collected) return Refuse($"上缴数多于收缴数 {DuesStandard.Money(collected)} 元");
        await db.ExecuteAsync("""
            insert into dues_remittance (organisation_id, locality_path, to_name, from_month, to_month, collected, amount, remitted_on, receipt_no, created_by, changed_by) values (@Id, @LocalityPath, @to, @a, @b, @collected, @money, @day, @receipt, @actor, @actor)
            """, new { Head.Id, Head.LocalityPath, to = Head.Parent ?? "上级党组织", a = first.First, b = last.First, collected, money, day, receipt = string.IsNullOrWhiteSpace(receipt) ? null : receipt.Trim(), actor = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Create, "organisations", Head.Id, Head.LocalityPath, Head.Name, [new("上缴党费", null, $"{first}—{last}，收 {DuesStandard.Money(collected)} 元，上缴 {DuesStandard.Money(money)} 元"), new("上缴日期", null, Dates.Format(day))]), stop);
        TempData["Done"] = $"已登记上缴 {DuesStandard.Money(money)} 元，等上级确认";
        return Redirect(Again);
    }

    public async Task<IActionResult> OnPostConfirmAsync(Guid id, int? year, Guid remittance, CancellationToken stop)
    {
        if (!await LoadAsync(id, year, stop)) return NotFound();
        if (!MayConfirm) return StatusCode(403);
        if (Remittances.FirstOrDefault(one => one.Id == remittance) is not { ConfirmedOn: null } sent) return Refuse("这一笔已经确认，或者不在这一年里");
        await db.ExecuteAsync("update dues_remittance set confirmed_on = @today, confirmed_name = @Name, version = version + 1, changed_at = now(), changed_by = @Id where id = @remittance and confirmed_on is null", new { remittance, today = Clock.Today, db.Actor.Name, db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Update, "organisations", Head.Id, Head.LocalityPath, Head.Name, [new("确认收到党费", null, $"{Month.Of(sent.FromMonth)}—{Month.Of(sent.ToMonth)}，{DuesStandard.Money(sent.Amount)} 元")]), stop);
        TempData["Done"] = "已确认收到";
        return Redirect(Again);
    }

    public async Task<IActionResult> OnPostGiftAsync(Guid id, int? year, Guid? member, string? amount, string? on, CancellationToken stop)
    {
        if (!await LoadAsync(id, year, stop)) return NotFound();
        if (Members.FirstOrDefault(one => one.Id == member) is not { Name: { } name } giver) return Refuse("请选择党员");
        if (DuesStandard.Read(amount) is not { } money || money == 0) return Refuse("金额写成 1000.00");
        if (!Dates.TryParse(on ?? "", out var day, out var fault)) return Refuse("交纳日期：" + fault);
        if (day > Clock.Today) return Refuse("交纳日期不能晚于今天");
        await db.ExecuteAsync("insert into dues_gift (organisation_id, locality_path, member_id, given_on, amount, created_by, changed_by) values (@Id, @LocalityPath, @member, @day, @money, @actor, @actor)", new { Head.Id, Head.LocalityPath, member, day, money, actor = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Create, "members", giver.Id, Head.LocalityPath, name, [new("自愿多交党费", null, $"{DuesStandard.Money(money)} 元"), new("交纳日期", null, Dates.Format(day))]), stop);
        TempData["Done"] = money >= ToCentre ? $"已登记；一次 {ToCentre:0} 元以上的，全额上缴中央，请办理并登记日期" : "已登记";
        return Redirect(Again);
    }

    public async Task<IActionResult> OnPostSentAsync(Guid id, int? year, Guid gift, string? on, string? certificate, CancellationToken stop)
    {
        if (!await LoadAsync(id, year, stop)) return NotFound();
        if (Gifts.FirstOrDefault(one => one.Id == gift) is not { SentOn: null } given) return Refuse("这一笔已经登记上缴，或者不在这一年里");
        if (!Dates.TryParse(on ?? "", out var day, out var fault) || day > Clock.Today || day < given.GivenOn) return Refuse("上缴日期：" + (fault ?? "应在交纳以后，不晚于今天"));
        await db.ExecuteAsync("update dues_gift set sent_on = @day, certificate_no = @certificate, version = version + 1, changed_at = now(), changed_by = @actor where id = @gift", new { gift, day, certificate = string.IsNullOrWhiteSpace(certificate) ? null : certificate.Trim(), actor = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Update, "organisations", Head.Id, Head.LocalityPath, Head.Name, [new("自愿多交党费上缴中央", null, $"{given.Name}，{DuesStandard.Money(given.Amount)} 元，{Dates.Format(day)}")]), stop);
        return Redirect(Again);
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = 422;
        return Page();
    }

    async Task<bool> LoadAsync(Guid id, int? year, CancellationToken stop)
    {
        if (await book.HeadAsync(id, stop) is not { } head) return false;
        (Head, Year) = (head, year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year);
        (Months, Remittances, Gifts, Members) = await db.QueryManyAsync("""
            select month_on, count(*)::int as people, sum(due) as due, sum(paid) as paid from dues_month where organisation_id = @id and removed_at is null and month_on between @from and @to group by month_on order by month_on;
            select id, to_name, from_month, to_month, collected, amount, remitted_on, receipt_no, confirmed_on, confirmed_name from dues_remittance where organisation_id = @id and removed_at is null and from_month <= @to and to_month >= @from order by from_month;
            select g.id, m.name, g.given_on, g.amount, g.sent_on, g.certificate_no from dues_gift g join member m on m.id = g.member_id where g.organisation_id = @id and g.removed_at is null and g.given_on between @from and @to order by g.given_on;
            select id, name from member where organisation_id = @id and left_on is null and removed_at is null order by rank_order, id limit 600
            """, new { id, from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31) }, async grid => ((IReadOnlyList<MonthSum>)[.. await grid.ReadAsync<MonthSum>()], (IReadOnlyList<Remittance>)[.. await grid.ReadAsync<Remittance>()], (IReadOnlyList<Gift>)[.. await grid.ReadAsync<Gift>()], (IReadOnlyList<(Guid, string)>)[.. await grid.ReadAsync<(Guid, string)>()]), stop);
        return true;
    }
}
