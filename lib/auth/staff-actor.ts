export type StaffRole = "owner" | "clerk";

/** One of a merchant's people. The merchant scopes every statement of a verb: that is the authorisation. */
export interface StaffActor {
  merchantId: string;
  staffId: string;
}

/** For what an owner alone decides. */
export interface StaffMember extends StaffActor {
  role: StaffRole;
}

/** Who of a merchant's people does something, and when. */
export interface StaffContext extends StaffActor {
  now: Date;
}
