"""How the model says no."""


class Refusal(Exception):
    """A call that must fail, with the stable code of the failure and what it carries beside it."""

    def __init__(self, code, status=None, vendor_message=None, retry_after=None, host=None):
        super().__init__(code)
        self.code = code
        self.status = status
        self.vendor_message = vendor_message
        self.retry_after = retry_after
        self.host = host

    def as_json(self):
        """What a vector records: the code, and what the peer said where it was the peer's fault."""
        members = {
            'code': self.code,
            'status': self.status,
            'vendorMessage': self.vendor_message,
            'retryAfter': self.retry_after,
            'host': self.host,
        }
        return {name: value for name, value in members.items() if value is not None}
