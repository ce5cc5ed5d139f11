using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Talent.Portals;

/// <summary>Asking for a service, and where what was asked stands. It lies among the office's orders with 线上 as its source; the clock runs from now.</summary>
[Needs(Portal.View, Write = Portal.Act)]
public sealed class RequestsModel(Db db, Here here, RegisterRows rows, RegisterBook book) : PortalPageModel(db, here)
{
    public sealed record Item(Guid Id, string Name, string Concern, string Handling, int LimitCount, string LimitKind, string? Materials);
    public sealed record Order(Guid Id, string Title, string Item, DateOnly RaisedOn, DateOnly? DueOn, string State, string? Handling, string? Officer, DateOnly? DoneOn, string? Result, string Source);

    public IReadOnlyList<Item> Items { get; private set; } = [];
    public IReadOnlyList<Order> Orders { get; private set; } = [];
    public Guid? Chosen { get; private set; }
    public string Title { get; private set; } = "";
    public string Words { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await LoadAsync(stop) ? Page() : Redirect(UrlOf());

    public async Task<IActionResult> OnPostAsync(Guid? item, string? title, string? content, CancellationToken stop)
    {
        if (!await LoadAsync(stop)) return NotFound();
        (Chosen, Title, Words) = (item, title?.Trim() ?? "", content?.Trim() ?? "");
        if (Items.All(one => one.Id != item)) Fault = "请选服务事项";
        else if (Words == "") Fault = "请写明要办什么";
        if (Fault is not null) return Refuse();
        return await EnterAsync(rows, book, "talent/service-orders", new() { ["title"] = Title, ["item_id"] = $"{item}", ["content"] = Words, ["source"] = "4", ["raised_on"] = Dates.Format(Clock.Today) }, stop) is null ? Refuse() : Done("已收到，办理情况在这里看", "/requests");
    }

    async Task<bool> LoadAsync(CancellationToken stop)
    {
        if (!await KnowAsync(stop)) return false;
        (Items, Orders) = await Db.QueryManyAsync($"""
            select id, name, concern, handling, limit_count, limit_kind, materials from service_item where ended_on is null and removed_at is null and (@IsEmployer or min_grade is null or position(min_grade in 'ABCDEF') >= coalesce(@Grade, 9)) and starts_with(@LocalityPath, locality_path) order by concern, rank_order, id limit 100;
            select o.id, o.title, i.name as item, o.raised_on, o.due_on, o.state, o.handling, o.officer, o.done_on, o.result, o.source from service_order o join service_item i on i.id = o.item_id where o.{Mine} = @Id and o.removed_at is null order by o.raised_on desc, o.id desc limit 60
            """, new { Me!.Id, Me.IsEmployer, Me.Grade, Me.LocalityPath }, async grid => ((IReadOnlyList<Item>)[.. await grid.ReadAsync<Item>()], (IReadOnlyList<Order>)[.. await grid.ReadAsync<Order>()]), stop);
        return true;
    }
}
