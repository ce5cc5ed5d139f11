namespace OrgWork.Grassroots;

/// <summary>What a transfer changes in the register of members. A member belongs to one branch on any day: to the old one until the new one accepts.</summary>
static class TransferEffects
{
    /// <summary>The member goes to the branch that accepts, on the day of it; from then on only that side sees the member.</summary>
    public static async Task<string?> ReceiveAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (deed.Outcome!.Id != "accepted") return null;
        if (deed.Facts["organisation_id"] is not { } chosen) return "请选择编入哪个党支部";
        var organisation = await db.FirstAsync<Branch>("select id, name, locality_path from organisation where id = @id and removed_at is null and abolished_on is null", new { id = Guid.Parse(chosen) }, stop);
        if (organisation is null || !organisation.LocalityPath.StartsWith(deed.Case.OtherPath!, StringComparison.Ordinal)) return "编入的党支部不在接收地之内，请从候选里选";
        await db.TakesEffectAsync(deed.On, stop);
        if (await db.FirstAsync<int>("select org.carry_subject(@Id, 'member', 'organisation_id', @organisation)", new { deed.Case.Id, organisation = organisation.Id }, stop) == 0) return "这名党员已不在原党组织；请与转出党组织核对";
        await db.ExecuteAsync("""
            update member set is_floating = false, floats_to = null, rank_order = coalesce((select max(rank_order) from member m where m.locality_path = member.locality_path), 0) + 10, version = version + 1 where id = @SubjectId;
            insert into member_move (member_id, locality_path, kind, moved_on, from_organisation, to_organisation, remark)
            select m.id, m.locality_path, '100', @On, @from, @Name, @number from member m where m.id = @SubjectId
            """, new { deed.On, from = deed.Facts["from_organisation"], organisation.Name, number = $"接转案 {deed.Case.Number}", deed.Case.SubjectId }, stop);
        return null;
    }

    sealed record Branch(Guid Id, string Name, string LocalityPath);

    /// <summary>Gone to outside: counted here until the day the other side accepted, as the receipt says.</summary>
    public static async Task<string?> LeaveAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (deed.Outcome!.Id != "returned") return null;
        if (deed.Facts.Day("received_on") is not { } received) return "请填写回执上的接收日期";
        if (received < deed.Facts.Day("issued_on") || received > deed.On) return $"接收日期 {Dates.Format(received)} 应在开出介绍信之后、收到回执之前";
        await db.TakesEffectAsync(received, stop);
        if (await db.ExecuteAsync("update member set left_on = @received, left_kind = '200', version = version + 1 where id = @id and left_on is null", new { received, id = deed.Case.SubjectId }, stop) == 0) return "这名党员已不在名册上";
        await db.ExecuteAsync("update floating set ended_on = @received, end_kind = '2', version = version + 1 where member_id = @id and ended_on is null and began_on <= @received", new { received, id = deed.Case.SubjectId }, stop);
        await db.ExecuteAsync("""
            insert into member_move (member_id, locality_path, kind, moved_on, from_organisation, to_organisation, letter_no, receipt_on)
            select m.id, m.locality_path, '200', @received, @from, @to, @letter, @On from member m where m.id = @id
            """, new { received, from = deed.Facts["from_organisation"], to = deed.Facts["to_organisation"], letter = deed.Facts["letter_no"], deed.On, id = deed.Case.SubjectId }, stop);
        return null;
    }
}
