using R = OrgWork.Grassroots.TransferRules;

namespace OrgWork.Grassroots;

/// <summary>组织关系转入 from outside the platform (rules B3): letter, archive, branch, receipt. The member is on the register from the day the branch takes them.</summary>
public static class IncomingProcedure
{
    const string Management = "中国共产党党员教育管理工作条例";

    public static readonly Procedure Procedure = new()
    {
        Id = "incoming", Title = "组织关系转入", Register = "arrivals", ReadPermission = "grassroots.transfers.read", ActPermission = "grassroots.transfers.act",
        SubjectSql = "select a.name as title, a.locality_path, a.issued_on, a.valid_days, a.from_organisation, a.letter_no, a.joined_on, o.name as to_organisation from arrival a join organisation o on o.id = a.organisation_id where a.id = @id and a.removed_at is null",
        Facts = [Field.Text("from_organisation", "原所在党组织"), Field.Text("letter_no", "介绍信编号"), Field.Date("issued_on", "开出"), Field.Number("valid_days", "有效期（天）"), Field.Text("to_organisation", "编入党支部"), Field.Date("received_on", "接收")],
        Papers = [new("transfer-receipt", "打印回执", new Dictionary<string, string> { ["receiver"] = "from_organisation", ["issued_on"] = "receipt_on" }) { When = one => one.Facts["received_on"] is not null }],
        Stages =
        [
            new("收信核对",
            [
                new("letter", "收到介绍信") { Who = "基层党委", Level = LocalityKind.Township, DateFact = "letter_received_on", Documents = ["组织关系介绍信"], Checks = [new(R.LetterValid, new Dictionary<string, string> { ["received_on"] = "letter_received_on" })],
                    Outcomes = [new("valid", "核对无误"), new("back", "退回原党组织重新开具") { Ends = true, Fields = [Field.Text("back_reason", "退回原因", 200).Required()] }], Requirement = "在有效期内，抬头、转往党组织和本党委相符", Article = Management },
                new("file", "核对党员档案") { Who = "基层党委", Level = LocalityKind.Township, Documents = ["党员档案"], Fields = [Field.Text("file_words", "核对意见", 200)],
                    Outcomes = [new("complete", "材料齐全"), new("lacking", "材料不齐，请原党组织补充") { Next = "file" }], Requirement = "入党志愿书、申请书、政审材料、转正申请书、培养教育考察登记表", Article = "中国共产党发展党员工作细则" },
            ]),
            new("编入和回执",
            [
                new("place", "编入党支部") { Who = "党支部", DateFact = "received_on", IsFinal = true, Requirement = "从这一天起在名册上", Article = Management, Done = TakeAsync },
                new("receipt", "寄出回执") { Who = "基层党委", Level = LocalityKind.Township, DateFact = "receipt_on", Deadline = new(R.ReceiptSent), Checks = [new(R.ReceiptSent)], Requirement = "编入后十日内", Article = "组织关系接转的通行做法" },
            ]),
        ],
    };

    static async Task<string?> TakeAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        await db.TakesEffectAsync(deed.On, stop);
        // Who was here before and has left comes back as the same member; the histories go on.
        var args = new { deed.On, deed.Case.SubjectId };
        var id = await db.FirstAsync<Guid?>("""
            update member m set organisation_id = a.organisation_id, kind = a.kind, became_full_on = coalesce(a.became_full_on, m.became_full_on), left_on = null, left_kind = null, exit_kind = null, membership_state = '1', dues_paid_to_on = coalesce(a.dues_paid_to_on, m.dues_paid_to_on), version = m.version + 1
            from arrival a where a.id = @SubjectId and m.person_id = a.person_id and m.left_on is not null and m.left_kind >= '2' and m.removed_at is null returning m.id
            """, args, stop);
        id ??= await db.FirstAsync<Guid?>("""
            insert into member (locality_path, rank_order, person_id, name, organisation_id, kind, joined_on, became_full_on, education, occupation, workplace, dues_paid_to_on)
            select a.locality_path, coalesce((select max(rank_order) from member m where m.locality_path = a.locality_path), 0) + 10, a.person_id, a.name, a.organisation_id, a.kind, a.joined_on, a.became_full_on, a.education, a.occupation, a.workplace, a.dues_paid_to_on
            from arrival a where a.id = @SubjectId on conflict do nothing returning id
            """, args, stop);
        if (id is null) return "这个人已经在平台的党员名册里；在册的用“组织关系接转”从原支部转来，已出党的不能转入";
        await db.ExecuteAsync("""
            insert into member_move (member_id, locality_path, kind, moved_on, from_organisation, to_organisation, letter_no)
            select m.id, m.locality_path, a.flow_kind, @On, a.from_organisation, o.name, a.letter_no from member m join arrival a on a.person_id = m.person_id join organisation o on o.id = a.organisation_id where a.id = @SubjectId and m.removed_at is null
            """, args, stop);
        return null;
    }
}
